import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export interface ServerProcess {
  stop(): Promise<void>;
}

export interface ServerCommand {
  readonly command: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Who runs it, where it must not be root. */
  readonly uid?: number;
  readonly gid?: number;
  /** Whether it answers; may throw as long as it does not. */
  readonly isReady: () => Promise<boolean>;
}

/** Starts a server that others made, and waits until it answers. */
export async function startProcess({
  command,
  words,
  environment = {},
  uid,
  gid,
  isReady,
}: ServerCommand): Promise<ServerProcess> {
  const child = spawn(command, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said = (said + text).slice(-4000);
    });
  }
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for (let tries = 300; ; tries--) {
    if (await isReady().catch(() => false)) return { stop };
    if (tries > 0 && child.exitCode === null) {
      await setTimeout(200);
      continue;
    }
    await stop();
    throw new Error(`${command} does not answer:\n${said}`);
  }
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
