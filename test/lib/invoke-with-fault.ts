/**
 * What can happen to a call of a Lambda: it is turned away; the service fails; it does its work and nobody hears of it;
 * it runs twice side by side; it dies.
 */
export const invokeFaults = ['throttled', 'failed', 'lostAnswer', 'duplicate'] as const;
export type InvokeFault = (typeof invokeFaults)[number] | 'killed' | HandlerError;

/** What a handler throws, in place of its work. */
export interface HandlerError {
  readonly handlerError: string;
}

/** Asked for each call with the step's name. */
export type InvokeFaultHook = (step: string) => InvokeFault | undefined;

const named = (name: string) => Object.assign(new Error('injected'), { name });

/** Calls a Lambda as Step Functions does, which names what goes wrong. */
export async function invokeWithFault(
  invoke: () => Promise<unknown>,
  fault: InvokeFault | undefined,
): Promise<unknown> {
  if (fault === 'throttled') throw named('Lambda.TooManyRequestsException');
  if (fault === 'failed') throw named('Lambda.ServiceException');
  if (typeof fault === 'object') throw named(fault.handlerError);
  if (fault === 'killed') throw named('Lambda.Unknown');
  if (fault === 'duplicate') return (await Promise.all([invoke(), invoke()]))[1];
  const answer = await invoke();
  if (fault === 'lostAnswer') throw named('Lambda.SdkClientException');
  return answer;
}
