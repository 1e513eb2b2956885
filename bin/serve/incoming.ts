import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../core/errors/user-error.js';

/** Files that were put here and that no run has read yet: `<dataset>/<id>/<file>` below a folder. */
export function openIncoming(folder: string) {
  const pathOf = (dataset: string, upload: string) => join(folder, dataset, ...checked(upload));
  return {
    /** A name for a file that is to be put, that nobody can guess and nothing else has. */
    newName: (file: string) => `${randomUUID()}/${file}`,
    /** @throws UserError `UnknownUpload` where nothing was put under that name */
    async find(dataset: string, upload: string): Promise<string> {
      const path = pathOf(dataset, upload);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile()) return path;
      throw unknownUpload(dataset, upload);
    },
    /** Takes just so many bytes. @throws UserError `WrongSize` */
    async put(dataset: string, upload: string, bytes: number, body: IncomingMessage): Promise<void> {
      const path = pathOf(dataset, upload);
      await mkdir(dirname(path), { recursive: true });
      const unfinished = `${path}.part`;
      try {
        await pipeline(body, exactly(bytes), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
        await rename(unfinished, path);
      } finally {
        await rm(unfinished, { force: true });
      }
    },
    async remove(dataset: string, upload: string): Promise<void> {
      await rm(dirname(pathOf(dataset, upload)), { recursive: true, force: true });
    },
  };
}

export type Incoming = ReturnType<typeof openIncoming>;

/** An id and a file's name, neither of which leads elsewhere. @throws UserError `UnknownUpload` */
function checked(upload: string): [string, string] {
  const [id, file, ...more] = upload.split('/');
  const isName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
  if (!/^[0-9a-f-]{36}$/.test(id ?? '') || !isName.test(file ?? '') || more.length > 0) {
    throw unknownUpload('', upload);
  }
  return [id!, file!];
}

const unknownUpload = (dataset: string, upload: string) =>
  new UserError('UnknownUpload', `nothing was uploaded as '${upload}'`, {
    remedy: `Ask for a link first: POST /v1/datasets/${dataset || '{dataset}'}/uploads, then PUT the file to it.`,
  });

function exactly(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length;
      done(seen > bytes ? wrongSize(bytes) : null, chunk);
    },
    flush: (done) => done(seen < bytes ? wrongSize(bytes) : null),
  });
}

const wrongSize = (bytes: number) =>
  new UserError('WrongSize', `the file has not the ${bytes} bytes that the link is for`, {
    remedy: 'Ask for a link for the size that it has.',
  });
