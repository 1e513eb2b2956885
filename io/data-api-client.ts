import { RDSDataClient, type RDSDataClientConfig } from '@aws-sdk/client-rds-data';

/**
 * A client that never repeats a call by itself: a statement whose answer was lost may have been run, and would run
 * again. It waits longer than the 45 s that the Data API gives a statement.
 */
export const createDataApiClient = (config: RDSDataClientConfig = {}) =>
  new RDSDataClient({
    ...config,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 70_000, throwOnRequestTimeout: true },
  });
