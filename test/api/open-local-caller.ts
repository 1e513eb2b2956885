import { createAnswers } from '../../api/answer-call.js';
import type { World } from '../../api/call.js';
import { lendDatabase } from '../../api/lent-database.js';
import { openIncoming } from '../../bin/serve/incoming.js';
import { keepEngine } from '../../bin/serve/kept-engine.js';
import { openLocalStarter } from '../../bin/serve/local-starter.js';
import { openLocalWorld } from '../../bin/serve/local-world.js';
import { type CallServerOptions, serveCalls } from '../../bin/serve/serve-calls.js';
import { signLinks } from '../../bin/serve/signed-links.js';
import { openDiskStore } from '../../io/disk-store.js';
import { isFolderWanted } from '../../io/folder-lock.js';
import { openLocalIo } from '../../io/local-io.js';
import { onlyRead } from '../../io/query-role.js';
import type { Caller } from './contract-suite.js';
import type { ShopFolder } from './shop-folder.js';

export const token = 'a-token-for-tests-only';

/** The server of `insiders serve` in this process, and a caller that has its token. */
export async function openLocalCaller(
  { home, out, folder }: ShopFolder,
  { dataset, ...options }: Partial<CallServerOptions> & { dataset?: string } = {},
): Promise<Caller & { readonly url: string; readonly complaints: unknown[]; close(): Promise<void> }> {
  const complaints: unknown[] = [];
  const complain = (error: unknown) => complaints.push(error);
  const lent = lendDatabase({
    async open() {
      const database = await openLocalIo(home).database();
      await onlyRead(database);
      return database;
    },
    isWanted: () => isFolderWanted(`${home}/postgres`),
  });
  const engine = keepEngine();
  const store = openDiskStore(`${home}/store`);
  const incoming = openIncoming(`${home}/incoming`);
  let url = '';
  const links = signLinks(() => url);
  const starter = openLocalStarter({ ...{ store, incoming, links, out }, program: `${folder}/none.js` });
  const world: World = openLocalWorld({
    ...{ home, lent, links, starter, dataset, complain },
    withEngine: engine.withEngine,
  });
  const server = await serveCalls(
    {
      answer: createAnswers(world, { lookAgainSeconds: 0 }),
      ...{ token, links, complain },
      takeTurn: () => 0,
      fileOf: (key) => store.openFile(key),
      take: async ({ key, bytes }, body) => {
        const [owner, ...upload] = key.split('/');
        await incoming.put(owner!, upload.join('/'), bytes!, body);
      },
      ...options,
    },
    0,
  );
  url = server.url;
  return {
    ...{ url, complaints },
    async call(method, path, { headers = {}, body } = {}) {
      const answer = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body !== undefined && { body }),
      });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },
    async close() {
      starter.close();
      await server.close();
      await engine.close();
      await lent.close();
    },
  };
}
