import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { RunningLambda } from './lambda-workers.js';

/** A call in a process of its own: a cold start, and what that one call took. */
export interface ColdCall {
  readonly step: string;
  /** Until the bundle was loaded, and for the call itself. */
  readonly importMs: number;
  readonly callMs: number;
  /** Processor time of both. */
  readonly cpuMs: number;
  readonly peakMemoryMb: number;
}

const host = `
const { readFileSync } = require('node:fs');
const start = performance.now();
const cpu = process.cpuUsage();
const { handler } = require(process.argv[1]);
const imported = performance.now();
process.once('message', async (event) => {
  const began = performance.now();
  const answer = await handler(event).then(
    (output) => ({ output: JSON.stringify(output) }),
    ({ name, message }) => ({ error: { name, message } }),
  );
  const { user, system } = process.cpuUsage(cpu);
  process.send({
    ...answer,
    importMs: imported - start,
    callMs: performance.now() - began,
    cpuMs: (user + system) / 1000,
    // A process's own: what Node gives counts the one that it was forked from.
    peakMemoryMb: /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1] / 1024,
  });
  process.disconnect();
});`;

type Answer = Omit<ColdCall, 'step'> & {
  readonly output?: string;
  readonly error?: { readonly name: string; readonly message: string };
};

/** A bundled handler that starts cold for each call. */
export function startLambdaProcesses(
  bundle: string,
  environment: Record<string, string>,
  onCall: (call: ColdCall) => void,
): RunningLambda {
  const logs: Promise<string>[] = [];
  return {
    async invoke(event) {
      const child = spawn(process.execPath, ['-e', host, bundle], {
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      logs.push(text(child.stdout!));
      child.send(event as object);
      const answer = await new Promise<Answer>((resolve, reject) => {
        child.once('message', (message) => resolve(message as Answer));
        // Not its exit, which can be heard before the answer is read.
        child.once('disconnect', () => reject(new Error(`${bundle} ended without an answer`)));
      });
      const { output, error, ...measured } = answer;
      onCall({ step: environment.AWS_ACCESS_KEY_ID!, ...measured });
      if (error) throw Object.assign(new Error(error.message), { name: error.name });
      return JSON.parse(output!);
    },
    stop: async () => (await Promise.all(logs)).join(''),
  };
}
