import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createAnswers } from '../../api/answer-call.js';
import type { Link, World } from '../../api/call.js';
import { openDiskStore } from '../../io/disk-store.js';
import { lendHome } from '../lend-home.js';
import { keepEngine } from '../serve/kept-engine.js';
import { answerQuestion } from './answer-question.js';
import type { AnswererSetting, Question } from './questions.js';

// The process that answers an assistant's questions, so that one without an end can be ended with it.

const { home, dataset }: AnswererSetting = JSON.parse(process.argv[2]!);

/** For people: the output that is a program's is another process's. */
const say = (note: string) => {
  process.stderr.write(`${note}\n`);
};

/** The name of what went wrong and where: its message may hold what is a customer's. */
const complain = (error: unknown) => {
  const { name, stack = '' } = error as Error;
  say(`error: ${name}\n${stack.split('\n').slice(1).join('\n')}`);
};

/** An assistant only reads. */
const none = async (): Promise<never> => {
  throw new Error('an assistant starts nothing and is given no links');
};

const lent = lendHome(home);
const world: World = {
  store: openDiskStore(join(home, 'store')),
  withEngine: keepEngine().withEngine,
  serves: (name) => dataset === undefined || name === dataset,
  ask: (work) => lent.use(work),
  link: none as () => Promise<Link>,
  starter: { start: none, find: none, linkUpload: none },
  complain,
};
/** A newer run is seen so soon. */
const answer = createAnswers(world, { lookAgainSeconds: 1 });

process.on('message', async ({ id, question }: { id: number; question: Question }) => {
  const answering = { answer, ask: lent.use, dataset };
  const answered = await answerQuestion(answering, question).catch((error) => {
    complain(error);
    return { error: 'Defect', data: {} };
  });
  // Whoever asked may have gone meanwhile.
  if (process.connected) process.send!({ id, answered });
});
process.once('disconnect', async () => {
  await lent.close();
  process.exit();
});
endWith(process.ppid);
// To open the database takes no question's time. What is wrong with it is said to whoever asks.
await lent.use(async () => {}).catch(() => {});
if (process.connected) process.send!('ready');

/** A question that has no end hears nothing of the end of who asked it; a thread beside it does. */
function endWith(parent: number): void {
  const watch = `setInterval(() => process.ppid === ${parent} || process.kill(process.pid, 'SIGKILL'), 1000)`;
  new Worker(watch, { eval: true }).unref();
}
