import { UserError } from '../core/errors/user-error.js';
import { type Needs, openLambdaIo, variable } from './lambda-io.js';
import { isServiceTrouble } from './service-trouble.js';
import type { Step } from './step-io.js';
import { stepMetrics } from './step-metrics.js';

/** Names the run wherever it is known: before `plan`, it is not. */
interface StepEvent {
  readonly dataset?: string;
  readonly runId?: string | null;
}

/**
 * A step as a Lambda handler. What it throws keeps its name, which Step Functions catches, and says in its message
 * where the trouble is and what to do, because the message is all that Lambda hands on.
 */
export function bindStep<Input extends StepEvent, Output extends { summary: string }>(
  name: string,
  step: Step<Input, Output>,
  needs: Needs = {},
): (input: Input) => Promise<Output> {
  return async (input) => {
    const startedAt = performance.now();
    const log = (fields: object) => {
      const line = {
        stage: variable('STAGE'),
        step: name,
        dataset: input.dataset,
        runId: input.runId,
        ...fields,
      };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    };
    const seconds = () => Math.round(performance.now() - startedAt) / 1000;
    const io = openLambdaIo(needs, (note, done, total) => log({ level: 'DEBUG', note, done, total }));
    try {
      const output = await step(input, io);
      const memoryMb = Number(variable('AWS_LAMBDA_FUNCTION_MEMORY_SIZE'));
      const measure = { seconds: seconds(), memoryMb, timestamp: Date.now() };
      log({ level: 'INFO', summary: output.summary, ...stepMetrics(output, measure) });
      return output;
    } catch (error) {
      const { name: errorName, message, stack } = error as Error;
      log({ level: 'ERROR', seconds: seconds(), error: errorName, message, stack });
      throw handedOn(error as Error);
    } finally {
      await io.close();
    }
  };
}

/** Under a name that the state machine knows: a service's trouble has as many names as there are services. */
function handedOn(error: Error): Error {
  if (error instanceof UserError) return withRemedy(error);
  if (!isServiceTrouble(error)) return error;
  const message = `${error.name}: ${error.message}`;
  return Object.assign(new Error(message, { cause: error }), { name: 'ServiceTrouble' });
}

function withRemedy(error: UserError): Error {
  const { file, line, column } = error.place;
  const parts = [file, line && `line ${line}`, column && `column ${column}`].filter(Boolean);
  const place = parts.length > 0 ? `${parts.join(', ')}: ` : '';
  const message = `${place}${error.message}. ${error.remedy}`;
  return Object.assign(new Error(message, { cause: error }), { name: error.name });
}
