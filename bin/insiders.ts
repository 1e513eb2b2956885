#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { UserError } from '../core/errors/user-error.js';
import { suggestWord } from '../core/rules/suggest-word.js';
import { CloudError } from './cloud/cloud-error.js';
import { exitCodes } from './exit-codes.js';
import { isClosed } from './is-closed.js';
import { systemTrouble } from './system-trouble.js';

interface Command {
  readonly help: string;
  /** Runs with the words after the command's name and gives the exit code. */
  run(words: string[]): Promise<number>;
}

/** Loaded when they are called, so that the first line is on the screen at once. */
const commands: Record<string, { about: string; load: () => Promise<Command> }> = {
  run: { about: 'find the best customers in files of orders', load: () => import('./commands/run.js') },
  inspect: { about: 'show what a file is recognised as', load: () => import('./commands/inspect.js') },
  sample: { about: 'make the orders of a realistic shop', load: () => import('./commands/sample.js') },
  rules: { about: 'print the rules with their explanations', load: () => import('./commands/rules.js') },
  view: {
    about: 'look at the results in the browser, with filters',
    load: () => import('./commands/view.js'),
  },
  serve: { about: 'answer other programs over HTTP', load: () => import('./commands/serve.js') },
  mcp: { about: 'answer an assistant', load: () => import('./commands/mcp.js') },
  assign: { about: 'put new customers into the segments', load: () => import('./commands/assign.js') },
  uploads: {
    about: 'list the files of a dataset, take one out',
    load: () => import('./commands/uploads.js'),
  },
  explain: { about: 'all that is known about one customer', load: () => import('./commands/explain.js') },
  sql: { about: 'query the results', load: () => import('./commands/sql.js') },
  dump: { about: 'write the results as a script for a PostgreSQL', load: () => import('./commands/dump.js') },
  rebuild: { about: 'make a damaged database anew', load: () => import('./commands/rebuild.js') },
  doctor: {
    about: 'look at an AWS account before and after a deployment',
    load: () => import('./commands/doctor.js'),
  },
  upload: { about: 'put files of orders into the cloud', load: () => import('./commands/upload.js') },
  start: { about: 'start a run in the cloud', load: () => import('./commands/start.js') },
  status: { about: 'show the runs in the cloud', load: () => import('./commands/status.js') },
  fetch: { about: "get a run's page and lists from the cloud", load: () => import('./commands/fetch.js') },
  dashboards: { about: 'put the dashboards into Metabase', load: () => import('./commands/dashboards.js') },
};

const help = `Insiders finds a shop's best customers.

usage: insiders COMMAND [options]

${Object.entries(commands)
  .map(([name, { about }]) => `  ${name.padEnd(12)}${about}`)
  .join('\n')}

insiders COMMAND --help explains one. --debug shows where an error came from, --version which one this is.
exit codes: ${Object.entries(exitCodes)
  .map(([meaning, code]) => `${code} ${meaning}`)
  .join(', ')}
`;

async function main(words: string[]): Promise<number> {
  const [name = '--help', ...rest] = words;
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if (name === '--version') {
    const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
    process.stdout.write(`${JSON.parse(manifest).version}\n`);
    return 0;
  }
  const entry = commands[name];
  if (!entry) {
    throw new UserError(
      'WrongUsage',
      `there is no command '${name}'${suggestWord(name, Object.keys(commands))}`,
      { remedy: `The commands are ${Object.keys(commands).join(', ')}.` },
    );
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help);
    return 0;
  }
  return command.run(rest);
}

function report(thrown: unknown, debug: boolean): number {
  const error = systemTrouble(thrown) ?? thrown;
  const isUsers = error instanceof UserError;
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' };
  const lines = isUsers
    ? [`error: ${placeOf(error)}${message}`, `       ${error.remedy}`]
    : [`error: ${message}`, '       This is a defect of ours; --debug shows where it came from.'];
  if (debug) lines.push(stack ?? '', cause(error));
  process.stderr.write(`${lines.filter(Boolean).join('\n')}\n`);
  if (!isUsers) return exitCodes.defect;
  if (error instanceof CloudError) return exitCodes.cloud;
  return error.name === 'WrongUsage' ? exitCodes.usage : exitCodes.input;
}

function placeOf({ place: { file, line, column } }: UserError): string {
  const parts = [file, line === undefined ? undefined : `line ${line}`, column && `column ${column}`];
  const place = parts.filter((part) => part !== undefined).join(', ');
  return place && `${place}: `;
}

const cause = (error: unknown) =>
  error instanceof Error && error.cause instanceof Error ? `caused by ${error.cause.stack}` : '';

const words = process.argv.slice(2);
const debug = words.includes('--debug');

/** Of an output that cannot be written, as to a full disk: what is under way goes on to its end, and then this is said. */
let lost: { readonly error: unknown; readonly code: number } | undefined;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (isClosed(error) || lost) return;
    lost = { error, code: report(error, debug) };
    process.exitCode = lost.code;
  });
}

main(words.filter((word) => word !== '--debug'))
  .catch((error) => (error === lost?.error ? lost!.code : report(error, debug)))
  .then((code) => {
    process.exitCode = code || (lost?.code ?? exitCodes.done);
  });
