import { join } from 'node:path';

/** What is kept between runs (uploads, lake, database) lives beside the results, in one folder to delete. */
export const homeOf = (out: string) => join(out, 'data');
