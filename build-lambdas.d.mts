export function buildLambdas(folder?: string): Promise<void>;
