import { UserError } from '../../core/errors/user-error.js';
import { dashboards } from '../../dashboards/dashboards.js';
import { filters } from '../../dashboards/filters.js';
import type { DatabaseConnection } from '../../metabase/connection-details.js';
import { pushDashboards } from '../../metabase/push-dashboards.js';
import { outcomes } from '../../metabase/push-report.js';

/** What is to be pushed where. Passwords come with the call, since nothing can be fetched from inside the network. */
export interface PushRequest {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly database: DatabaseConnection;
  readonly currency?: string;
  readonly allowSql: boolean;
  readonly waitSeconds: number;
}

/**
 * Puts the dashboards of this version into Metabase, from inside its network.
 * @returns how many things were made, changed and so on
 */
export const handler = async ({ email, password, ...request }: PushRequest): Promise<object> => {
  try {
    const result = await pushDashboards({
      ...request,
      credentials: { email, password },
      dashboards,
      filters,
      onStep: (outcome, thing) => {
        if (outcome !== 'unchanged') log({ outcome, thing });
      },
    });
    const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, result[outcome].length]));
    return { ...counts, calls: result.calls };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Only name and message reach the caller; the remedy speaks of the command line.
    const remedy = 'What to do: docs/metabase.md#when-it-fails';
    throw Object.assign(new Error(`${error.message}. ${remedy}`), { name: error.name });
  }
};

const log = (fields: object) => process.stdout.write(`${JSON.stringify({ level: 'INFO', ...fields })}\n`);
