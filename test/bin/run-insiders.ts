import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** The command line as it is installed, beside servers that live in this process. */
export async function runInsiders(
  words: readonly string[],
  { cwd, env }: { cwd: string; env: Record<string, string | undefined> },
): Promise<Outcome> {
  const program = `${process.cwd()}/dist/insiders.js`;
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: { PATH: process.env.PATH!, HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { stdout, stderr, status };
}
