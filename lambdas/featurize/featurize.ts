export const featurize = async (a: any, b: any) => ({ summary: '' });
