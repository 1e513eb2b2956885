import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../core/errors/user-error.js';

/** A server that only this machine reaches. */
export interface LocalServer {
  readonly url: string;
  close(): Promise<void>;
}

export const host = '127.0.0.1';

/** What asks under another name is a page of somebody else's that was led here. */
export const isOurName = (name: string | undefined): boolean =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(name ?? '');

/** @throws UserError `PortInUse` */
export async function listenHere(server: Server, port: number): Promise<LocalServer> {
  await listen(server, port);
  const { port: opened } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${opened}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(isTaken ? portInUse(port, error) : error);
    });
    server.listen(port, host, resolve);
  });

const portInUse = (port: number, cause: Error) =>
  new UserError('PortInUse', `port ${port} is in use, or not ours to use`, {
    remedy: 'Name another one with --port, or --port 0 for any that is free.',
    cause,
  });

/** Until Ctrl-C, or whoever started the process ends it. */
export const untilStopped = () =>
  new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
