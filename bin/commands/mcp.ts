import { readFileSync } from 'node:fs';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { UserError } from '../../core/errors/user-error.js';
import { checkDatasetName } from '../../core/uploads/check-dataset-name.js';
import { existingHome } from '../existing-home.js';
import { exitCodes } from '../exit-codes.js';
import { untilStopped } from '../local-server.js';
import { openAsking } from '../mcp/asking.js';
import { createToolServer } from '../mcp/serve-tools.js';
import { parseOptions, wholeNumber } from '../parse-options.js';

export const help = `usage: insiders mcp [--out DIR] [--dataset NAME] [--seconds N]

Answers an assistant (Claude Desktop and others) by the Model Context Protocol, over its input and output: answers,
segments, customers, movers, lists, runs, and questions in SQL that can only read. The assistant starts it; docs/api.md
says how it is told to. It ends with its input, or by Ctrl-C. Other commands can use the folder meanwhile.

  --out DIR        the folder of results (default insiders-out)
  --dataset NAME   speak of this dataset only, and run no SQL (default: of all of the folder)
  --seconds N      how long a question may take (default 20)
`;

export async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseOptions('mcp', words, {
    out: { type: 'string', default: 'insiders-out' },
    dataset: { type: 'string' },
    seconds: { type: 'string', default: '20' },
  });
  if (positionals.length > 0) {
    throw new UserError('WrongUsage', `mcp takes no '${positionals[0]}'`, {
      remedy: 'See insiders mcp --help.',
    });
  }
  const { dataset } = values;
  const timeoutSeconds = wholeNumber('seconds', values.seconds, 1, 3600);
  if (dataset !== undefined) checkDatasetName(dataset);
  const home = await existingHome(values.out);
  const stopped = Promise.race([untilStopped(), untilEnded()]);
  const program = new URL('./answerer.js', import.meta.url);
  const asking = openAsking({ home, dataset, program, timeoutSeconds });
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const server = createToolServer({ version, dataset, timeoutSeconds, ask: asking.ask });
  try {
    await server.connect(new StdioServerTransport());
    await stopped;
  } finally {
    await asking.close();
    await server.close();
  }
  return exitCodes.done;
}

/** Whoever started it has gone, or has said all. */
const untilEnded = () =>
  new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
