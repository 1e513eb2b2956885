import { tmpdir } from 'node:os';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Database } from '../../io/database.js';
import { openS3Store } from '../../io/s3-store.js';
import type { Link, World } from '../call.js';
import { databaseWakes } from '../problem.js';
import { openCloudStarter } from './cloud-starter.js';

export interface CloudWorldOptions {
  readonly s3: S3Client;
  readonly stepFunctions: SFNClient;
  readonly bucket: string;
  readonly stateMachineArn: string;
  readonly database: Database;
  /** What the engine may take. */
  readonly memoryLimitMb: number;
  complain(error: unknown): void;
}

/** How long a link opens something. */
const openSeconds = 300;

/** API Gateway gives a call 30 s; a database that was asleep for long takes more. */
const longestWaitSeconds = 20;

/** A deployment, for whoever API Gateway lets in. */
export function openCloudWorld({
  s3,
  stepFunctions,
  bucket,
  stateMachineArn,
  database,
  memoryLimitMb,
  complain,
}: CloudWorldOptions): World {
  const store = openS3Store(s3, bucket);
  const expiring = (href: string): Link => ({ href, expiresAt: new Date(Date.now() + 1000 * openSeconds) });
  const sign = async (command: GetObjectCommand | PutObjectCommand, signed: readonly string[]) =>
    expiring(
      await getSignedUrl(s3, command, {
        expiresIn: openSeconds,
        signableHeaders: new Set(['host', ...signed]),
      }),
    );
  return {
    store,
    complain,
    serves: () => true,
    async withEngine(work) {
      // Most calls need no engine, and loading it would be most of a cold start.
      const { withDuckdb } = await import('../../io/duckdb-engine.js');
      return withDuckdb(work, { memoryLimitMb, tempRoot: tmpdir() });
    },
    ask: (work) => soon(work(database)),
    link: (key) =>
      sign(
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentDisposition: `attachment; filename="${key.split('/').at(-1)}"`,
        }),
        [],
      ),
    starter: openCloudStarter({
      ...{ store, stepFunctions, stateMachineArn },
      linkPut: (key, bytes, type) =>
        sign(new PutObjectCommand({ Bucket: bucket, Key: key, ContentLength: bytes, ContentType: type }), [
          ...['content-length', 'content-type'],
        ]),
    }),
  };
}

/** @throws UserError `DatabaseWakes` where the answer does not come in time */
async function soon<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(databaseWakes()), 1000 * longestWaitSeconds);
  });
  answer.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
