/** Where a deployment is, and whose credentials are used. */
export interface Place {
  readonly stage: string;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

const environmentKeys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** What every client of the SDK is made with. */
export function accessTo({ region, profile }: Place) {
  // It speaks of the future of Node to those who only want to see their runs.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // As with the AWS command line: whoever names a profile does not mean the keys in the environment.
  if (profile !== undefined) for (const name of environmentKeys) delete process.env[name];
  return {
    ...(region !== undefined && { region }),
    ...(profile !== undefined && { profile }),
    requestHandler: { connectionTimeout: 5_000 },
  };
}
