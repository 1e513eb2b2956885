/** For errors of an output: whoever reads it, as head does, may have read enough. */
export function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
