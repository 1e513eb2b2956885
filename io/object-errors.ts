/** What an object store throws where there is no such object. */
export const objectNotFound = (key: string) => named('ObjectNotFound', `there is no object '${key}'`);

/** What a conditional write throws when it came too late. */
export const objectChanged = (key: string) =>
  named('ObjectChanged', `object '${key}' was changed by somebody else meanwhile`);

const named = (name: string, message: string) => Object.assign(new Error(message), { name });
