/** What a copy is called of something that was edited by hand and is about to be replaced. */
export const keptName = (name: string): string => `${name} (edited by hand, kept on update)`;
