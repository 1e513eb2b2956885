import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createAnswers } from '../../api/answer-call.js';
import { UserError } from '../../core/errors/user-error.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import { openDiskStore } from '../../io/disk-store.js';
import { existingHome } from '../existing-home.js';
import { exitCodes } from '../exit-codes.js';
import { lendHome } from '../lend-home.js';
import { type LocalServer, untilStopped } from '../local-server.js';
import { parseOptions, wholeNumber } from '../parse-options.js';
import { openIncoming } from '../serve/incoming.js';
import { keepEngine } from '../serve/kept-engine.js';
import { openLocalStarter } from '../serve/local-starter.js';
import { openLocalWorld } from '../serve/local-world.js';
import { limitRate } from '../serve/rate-limit.js';
import { serveCalls } from '../serve/serve-calls.js';
import { signLinks } from '../serve/signed-links.js';

export const help = `usage: insiders serve [--out DIR] [--port N] [--dataset NAME] [--rate N]

Answers programs of this machine over HTTP, by the contract in api/openapi.yaml: new customers into the segments, one
customer, the Insiders, answers, movers, runs. Who calls needs the token that it prints, or that INSIDERS_TOKEN holds.
Ctrl-C ends it. Other commands can use the folder meanwhile. docs/api.md shows how to call it.

  --out DIR        the folder of results (default insiders-out)
  --port N         where (default 8321; 0 for any that is free)
  --dataset NAME   answer about this dataset only (default: about all of the folder)
  --rate N         calls a second that it takes for long (default 500; twice as many at once)
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('serve', words, {
    out: { type: 'string', default: 'insiders-out' },
    port: { type: 'string', default: '8321' },
    dataset: { type: 'string' },
    rate: { type: 'string', default: '500' },
  });
  if (positionals.length > 0) {
    throw new UserError('WrongUsage', `serve takes no '${positionals[0]}'`, {
      remedy: 'See insiders serve --help.',
    });
  }
  const port = wholeNumber('port', values.port, 0, 65_535);
  const rate = wholeNumber('rate', values.rate, 1, 100_000);
  if (values.dataset !== undefined) checkDatasetName(values.dataset);
  const token = readToken(process.env.INSIDERS_TOKEN);
  const home = await existingHome(values.out);
  await serveUntilStopped({ ...values, home, port, rate }, token);
  return exitCodes.done;
}

interface Token {
  readonly text: string;
  readonly isGiven: boolean;
}

function readToken(given: string | undefined): Token {
  if (!given) return { text: randomBytes(32).toString('base64url'), isGiven: false };
  if (/^[\x21-\x7e]{20,500}$/.test(given)) return { text: given, isGiven: true };
  throw new UserError('WrongUsage', 'INSIDERS_TOKEN is no token that is safe', {
    remedy: 'Give 20 to 500 characters without blanks, for example of openssl rand -hex 32, or none at all.',
  });
}

interface Options {
  readonly out: string;
  readonly home: string;
  readonly dataset?: string | undefined;
  readonly port: number;
  readonly rate: number;
}

/** A newer run is seen so soon. */
const lookAgainSeconds = 1;

async function serveUntilStopped({ out, home, dataset, port, rate }: Options, token: Token): Promise<void> {
  const stopped = untilStopped();
  const lent = lendHome(home, say);
  const store = openDiskStore(join(home, 'store'));
  const incoming = openIncoming(join(home, 'incoming'));
  const engine = keepEngine();
  let server: LocalServer | undefined;
  const links = signLinks(() => server!.url);
  const starter = openLocalStarter({ store, incoming, links, out, program: process.argv[1]! });
  try {
    // What is wrong with it is said before anybody asks.
    await lent.use(async () => {});
    const world = openLocalWorld({
      ...{ home, lent, links, starter, dataset, complain },
      withEngine: engine.withEngine,
    });
    server = await serveCalls(
      {
        answer: createAnswers(world, { lookAgainSeconds }),
        token: token.text,
        ...{ links, complain, takeTurn: limitRate(rate) },
        fileOf: (key) => store.openFile(key),
        take: ({ key, bytes }, body) => {
          const [owner, ...upload] = key.split('/');
          return incoming.put(owner!, upload.join('/'), bytes!, body);
        },
      },
      port,
    );
    say(`${server.url}v1 until Ctrl-C`);
    say(token.isGiven ? 'token: that of INSIDERS_TOKEN' : `token: ${token.text}`);
    await stopped;
    starter.close();
    await server.close();
    say('stopped');
  } finally {
    await engine.close();
    await lent.close();
  }
}

const say = (note: string) => {
  process.stdout.write(`${note}\n`);
};

/** The name of what went wrong and where: its message may hold what is a customer's. */
const complain = (error: unknown) => {
  const { name, stack = '' } = error as Error;
  process.stderr.write(`error: ${name}\n${stack.split('\n').slice(1).join('\n')}\n`);
};
