import type { Reply } from './call.js';

/** Characters of bodies that are kept together. */
const mostKept = 16_000_000;

/** Keeps the answers that were given last, each by a tag that is another whenever the answer may be. */
export function rememberReplies(): (tag: string, make: () => Promise<Reply>) => Promise<Reply> {
  const kept = new Map<string, Reply>();
  let size = 0;
  const forget = (tag: string) => {
    size -= kept.get(tag)?.body.length ?? 0;
    kept.delete(tag);
  };
  return async (tag, make) => {
    const reply = kept.get(tag) ?? (await make());
    forget(tag);
    kept.set(tag, reply);
    size += reply.body.length;
    for (const [oldest] of kept) {
      if (size <= mostKept) break;
      forget(oldest);
    }
    return reply;
  };
}
