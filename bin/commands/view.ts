import { spawn } from 'node:child_process';
import { UserError } from '../../core/errors/user-error.js';
import { existingHome } from '../existing-home.js';
import { exitCodes } from '../exit-codes.js';
import { lendHome } from '../lend-home.js';
import { untilStopped } from '../local-server.js';
import { parseOptions, wholeNumber } from '../parse-options.js';
import { lentPages } from '../view/live-pages.js';
import { servePages } from '../view/serve-pages.js';

export const help = `usage: insiders view [--out DIR] [--port N] [--open]

Serves the page of a folder of results to this machine, with filters that ask its database. Ctrl-C ends it. Other commands
can use the folder meanwhile; while a run goes on, the page says so and waits.

  --out DIR   the folder of results (default insiders-out)
  --port N    where (default 8320; 0 for any that is free)
  --open      in the browser, at once
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('view', words, {
    out: { type: 'string', default: 'insiders-out' },
    port: { type: 'string', default: '8320' },
    open: { type: 'boolean' },
  });
  if (positionals.length > 0) {
    throw new UserError('WrongUsage', `view takes no '${positionals[0]}'`, {
      remedy: 'See insiders view --help.',
    });
  }
  const port = wholeNumber('port', values.port, 0, 65_535);
  const home = await existingHome(values.out);
  await serveUntilStopped(home, port, values.open ?? false);
  return exitCodes.done;
}

async function serveUntilStopped(home: string, port: number, opensBrowser: boolean): Promise<void> {
  const stopped = untilStopped();
  const lent = lendHome(home, say);
  try {
    // What is wrong with it is said before anybody asks.
    await lent.use(async () => {});
    const server = await servePages(lentPages(lent), port);
    say(`${server.url} until Ctrl-C`);
    if (opensBrowser) openInBrowser(server.url);
    await stopped;
    await server.close();
    say('stopped');
  } finally {
    await lent.close();
  }
}

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Where there is no browser to open, the address is on the screen. */
function openInBrowser(url: string): void {
  const [command, ...words] = openers[process.platform] ?? ['xdg-open'];
  const browser = spawn(command, [...words, url], { detached: true, stdio: 'ignore' });
  browser.on('error', () => say('no browser could be opened'));
  browser.unref();
}

const say = (note: string) => {
  process.stdout.write(`${note}\n`);
};
