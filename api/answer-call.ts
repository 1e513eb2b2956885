import { createHash } from 'node:crypto';
import { UserError } from '../core/errors/user-error.js';
import type { Asked } from './asked.js';
import type { Call, Reply, World } from './call.js';
import { contract, inWords, type Operation, operations } from './contract.js';
import { createTurns } from './in-turn.js';
import { assign } from './operations/assign.js';
import { customer } from './operations/customer.js';
import { insiders } from './operations/insiders.js';
import { movers } from './operations/movers.js';
import { answers, segments } from './operations/results.js';
import { execution, list, run, runs, startRun, upload } from './operations/runs.js';
import { brokenReply, databaseWakes, problemReply, wrongRequest } from './problem.js';
import { rememberReplies } from './remembered.js';
import { keepStandards } from './standards.js';
import { unknownDataset, watchVisible } from './visible-run.js';

interface Answer {
  answer(asked: Asked): Promise<object>;
  readonly status: number;
  /** Whether the answer is the same until another run is published, or this one changes. */
  readonly isOfRuns: boolean;
}

const ofRuns = (answer: Answer['answer']): Answer => ({ answer, status: 200, isOfRuns: true });
const ofNow = (answer: Answer['answer'], status = 200): Answer => ({ answer, status, isOfRuns: false });

const answersById: Readonly<Record<string, Answer>> = {
  assign: ofNow(assign),
  customer: ofRuns(customer),
  segments: ofRuns(segments),
  insiders: ofRuns(insiders),
  answers: ofRuns(answers),
  movers: ofRuns(movers),
  list: ofNow(list),
  runs: ofRuns(runs),
  run: ofRuns(run),
  startRun: ofNow(startRun, 202),
  execution: ofNow(execution),
  upload: ofNow(upload, 201),
};

export const answeredOperations: readonly string[] = Object.keys(answersById);

/** The largest body that is taken, in bytes. */
export const mostBodyBytes = 5_000_000;

export interface AnswerOptions {
  /** How long what is visible may be of before. */
  readonly lookAgainSeconds: number;
}

/** Answers calls by the contract, whatever brings them. Nothing is thrown. */
export function createAnswers(
  world: World,
  { lookAgainSeconds }: AnswerOptions,
): (call: Call) => Promise<Reply> {
  const visibleOf = watchVisible(world.store, lookAgainSeconds);
  const standards = keepStandards(world.store);
  const turns = createTurns();
  const remembered = rememberReplies();
  const always = new AbortController().signal;

  const answerCall = async (call: Call): Promise<Reply> => {
    const { operation, path } = findOperation(call);
    const parameters = readParameters(operation, call, path);
    const dataset = parameters.dataset!;
    if (!world.serves(dataset)) throw unknownDataset(dataset);
    const body = readBody(operation, call);
    const asked: Asked = {
      ...{ world, dataset, parameters, body, bytes: call.body, standards },
      visible: () => visibleOf(dataset),
      inTurn: (work) => turns(work, always),
    };
    const { answer, status, isOfRuns } = answersById[operation.id]!;
    if (!isOfRuns) return jsonReply(status, await answer(asked), { 'cache-control': 'no-store' });
    const { state } = await visibleOf(dataset);
    const etag = etagOf(state, call);
    const headers = { etag, 'cache-control': 'private, no-cache' };
    if (isAmong(call.headers['if-none-match'], etag)) return { status: 304, headers, body: '' };
    return remembered(etag, async () => jsonReply(status, await answer(asked), headers));
  };

  return (call) => answerCall(call).catch((error) => replyToError(error, world));
}

/** @throws UserError `NoSuchPath`, `WrongMethod` */
function findOperation({ method, path }: Call) {
  const matching = operations.flatMap((operation) => {
    const match = operation.pattern.exec(path);
    return match ? [{ operation, path: match.groups! }] : [];
  });
  const found = matching.find(({ operation }) => operation.method === method);
  if (found) return found;
  if (matching.length === 0) {
    throw new UserError('NoSuchPath', 'there is nothing at this address', {
      remedy: 'The contract, openapi.yaml, says what there is.',
    });
  }
  throw new WrongMethod(matching.map(({ operation }) => operation.method));
}

class WrongMethod extends UserError {
  readonly allow: string;
  constructor(methods: readonly string[]) {
    super('WrongMethod', 'the address has no such method', { remedy: `It has ${methods.join(', ')}.` });
    this.allow = methods.join(', ');
  }
}

/** @throws UserError `WrongRequest` */
function readParameters(
  { parameters }: Operation,
  { query, headers }: Call,
  path: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  for (const name of query.keys()) {
    if (!known.has(name)) throw wrongRequest(`there is no query parameter of that name here: '${name}'`);
    if (query.getAll(name).length > 1) throw wrongRequest(`the query parameter ${name} is given twice`);
  }
  return Object.fromEntries(
    parameters.map((parameter) => {
      const { name, schema, required, validate } = parameter;
      const given = {
        path: () => decoded(path[name]!),
        query: () => query.get(name) ?? undefined,
        header: () => headers[name.toLowerCase()],
      }[parameter.in]();
      if (given === undefined) {
        if (required) throw wrongRequest(`the ${parameter.in} parameter ${name} is missing`);
        return [name, schema.default === undefined ? undefined : `${schema.default}`];
      }
      const value = schema.type === 'integer' && /^\d{1,15}$/.test(given) ? Number(given) : given;
      if (!validate(value)) throw wrongRequest(`${name}: ${inWords(validate.errors)}`);
      return [name, given];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrongRequest('the address is not percent-encoded UTF-8');
  }
}

/** @throws UserError `TooLarge`, `WrongType`, `WrongRequest` */
function readBody({ body }: Operation, call: Call): unknown {
  if (!body) return undefined;
  if (call.body.length > mostBodyBytes) throw tooLarge();
  const type = (call.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  const validate = body.get(type);
  if (!validate) {
    throw new UserError('WrongType', `a body of type '${type}' is not taken here`, {
      remedy: `Send ${[...body.keys()].join(' or ')}.`,
    });
  }
  const value = type === 'application/json' ? parsed(call.body) : new TextDecoder().decode(call.body);
  if (!validate(value)) throw wrongRequest(`the body: ${inWords(validate.errors)}`);
  return value;
}

export const tooLarge = () =>
  new UserError('TooLarge', `the body is larger than ${mostBodyBytes / 1e6} MB`, {
    remedy: 'Send it in several parts, or as a file: uploads, then runs.',
  });

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw wrongRequest('the body is no JSON in UTF-8');
  }
}

function etagOf(state: string, { path, query }: Call): string {
  const hash = createHash('sha256').update(JSON.stringify([contract.info.version, state, path, `${query}`]));
  return `"${hash.digest('hex').slice(0, 32)}"`;
}

const isAmong = (given: string | undefined, etag: string): boolean =>
  (given ?? '').split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')));

const jsonReply = (status: number, answer: object, headers: Reply['headers']): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(answer),
});

function replyToError(error: unknown, world: World): Reply {
  if (error instanceof WrongMethod) return problemReply(error, { allow: error.allow });
  if (error instanceof UserError) return problemReply(error);
  if ((error as Error).name === 'DatabaseResumingException') return problemReply(databaseWakes());
  world.complain(error);
  return brokenReply();
}
