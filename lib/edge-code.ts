import { readFileSync } from 'node:fs';

/**
 * What CloudFront runs, from lib/edge/.
 * @param networks that may come in; none: everybody may
 */
export const edgeCode = (name: string, networks: readonly string[] = []): string =>
  readFileSync(`lib/edge/${name}.js`, 'utf8').replace("'NETWORKS'", JSON.stringify(networks));
