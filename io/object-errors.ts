/** What an object store throws where there is no such object. */
export const objectNotFound = (key: string) => named('ObjectNotFound', `there is no object '${key}'`);

/** What a conditional write throws when it came too late. */
export const objectChanged = (key: string) =>
  named('ObjectChanged', `object '${key}' was changed by somebody else meanwhile`);

/** What an object store throws where somebody may not know whether there is such an object. */
export const accessDenied = (key: string, cause: unknown) =>
  named('AccessDenied', `the object '${key}' may not be read`, cause);

const named = (name: string, message: string, cause?: unknown) =>
  Object.assign(new Error(message, cause === undefined ? undefined : { cause }), { name });
