/** Whether an output's error is that whoever reads it, as head does, may have read enough. */
export const isClosed = ({ code }: NodeJS.ErrnoException): boolean => code === 'EPIPE';
