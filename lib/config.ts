import { type ApiConfig, readApiConfig } from './api-config.js';
import { type MetabaseConfig, readMetabaseConfig } from './metabase-config.js';
import { type Context, readNumber, readSwitch, readText } from './read-context.js';
import { largeMemoryMb } from './step-resources.js';

/** What a deployment can choose, each a key of the context in cdk.json or of `cdk deploy --context key=value`. */
export interface Config {
  /** Part of the stacks' names, so that several can live in one account. `prod` keeps its data on delete. */
  readonly stage: string;
  readonly keepsData: boolean;
  /** Names of two zones of the region for the network; none: the first two. Not to be changed later. */
  readonly availabilityZones: readonly string[];
  /** Aurora capacity units. At 0 the database pauses when nobody uses it. */
  readonly databaseMinCapacity: number;
  readonly databaseMaxCapacity: number;
  /** Minutes without a connection before the database pauses. */
  readonly databasePauseMinutes: number;
  readonly logRetentionDays: number;
  /** Published runs of a dataset whose rows stay in the database. */
  readonly keepRuns: number;
  /** Memory of the steps that work on many rows; 1,769 MB are one processor. */
  readonly stepMemoryMb: number;
  /** Seconds without a new file before a run starts, so that files dropped together are one run. */
  readonly quietSeconds: number;
  /** Whether a dropped file starts a run. */
  readonly startOnUpload: boolean;
  /** When to look for new files in every dataset, as `cron(0 5 * * ? *)` or `rate(1 day)`; empty: never. */
  readonly schedule: string;
  /** Whether events tell of single customers, or only of runs. */
  readonly eventCustomers: boolean;
  /** Who hears of failures; empty: nobody. */
  readonly alarmEmail: string;
  /** How programs may ask; undefined: they may not. */
  readonly api: ApiConfig | undefined;
  /** What is chosen of Metabase; undefined: there is none. */
  readonly metabase: MetabaseConfig | undefined;
}

/** Retention times that CloudWatch Logs knows. */
const retentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653];

/**
 * The configuration in the context, with defaults where the context has none.
 * @throws Error that names the key and what it may be
 */
export function readConfig(node: Context): Config {
  const stage = readText(node, 'stage', 'dev', isStage, 'one to ten lower-case letters and digits');
  const alarmEmail = readText(node, 'alarmEmail', '', isEmailOrEmpty, 'an e-mail address or empty');
  const databaseMinCapacity = readNumber(node, 'databaseMinCapacity', 0, isCapacity, '0 to 256 in halves');
  return {
    stage,
    keepsData: stage === 'prod',
    availabilityZones: readText(
      node,
      'availabilityZones',
      '',
      areZones,
      "two different zones of one region like 'us-east-1a,us-east-1b', or empty",
    )
      .split(',')
      .filter(Boolean),
    databaseMinCapacity,
    databaseMaxCapacity: readNumber(
      node,
      'databaseMaxCapacity',
      4,
      (value) => isCapacity(value) && value >= Math.max(1, databaseMinCapacity),
      '1 to 256 in halves, and not below databaseMinCapacity',
    ),
    databasePauseMinutes: readNumber(
      node,
      'databasePauseMinutes',
      5,
      (value) => Number.isInteger(value) && value >= 5 && value <= 1440,
      'whole minutes from 5 to 1440',
    ),
    logRetentionDays: readNumber(
      node,
      'logRetentionDays',
      30,
      (value) => retentionDays.includes(value),
      `one of ${retentionDays.join(', ')}`,
    ),
    keepRuns: readNumber(
      node,
      'keepRuns',
      20,
      (value) => Number.isInteger(value) && value >= 2 && value <= 10_000,
      'a whole number from 2 to 10000',
    ),
    stepMemoryMb: readNumber(
      node,
      'stepMemoryMb',
      largeMemoryMb,
      (value) => Number.isInteger(value) && value >= 1769 && value <= 10_240,
      'whole megabytes from 1769 to 10240',
    ),
    quietSeconds: readNumber(
      node,
      'quietSeconds',
      60,
      (value) => Number.isInteger(value) && value >= 0 && value <= 600,
      'whole seconds from 0 to 600',
    ),
    startOnUpload: readSwitch(node, 'startOnUpload', true),
    schedule: readText(node, 'schedule', '', isSchedule, 'cron(...), rate(...) or empty'),
    eventCustomers: readSwitch(node, 'eventCustomers', false),
    alarmEmail,
    api: readSwitch(node, 'api', false) ? readApiConfig(node) : undefined,
    metabase: readSwitch(node, 'metabase', true) ? readMetabaseConfig(node, alarmEmail) : undefined,
  };
}

const isStage = (value: string) => /^[a-z][a-z0-9]{0,9}$/.test(value);
const isEmailOrEmpty = (value: string) => /^([^\s@]+@[^\s@]+)?$/.test(value);
const isSchedule = (value: string) => /^((cron|rate)\(.+\))?$/.test(value);
const areZones = (value: string) => {
  const [, zone, other] = /^([a-z]{2}(?:-[a-z]+)+-\d)([a-z]),\1([a-z])$/.exec(value)?.slice(1) ?? [];
  return value === '' || zone !== other;
};
const isCapacity = (value: number) => value >= 0 && value <= 256 && Number.isInteger(value * 2);
