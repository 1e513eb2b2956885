import { type OpeningHours, parseHours } from './opening-hours.js';
import { type Context, check, readNumber, readSwitch, readText } from './read-context.js';

/** What can be chosen of Metabase, each a key of the context that begins with `metabase`. */
export interface MetabaseConfig {
  /** Tag of the image `metabase/metabase`, with a minor version of those that dashboards can be pushed to. */
  readonly version: string;
  /** Digest of that image, so that nobody can put another one under the tag; empty: whatever has the tag. */
  readonly digest: string;
  /** 1,024 are one processor. */
  readonly cpu: number;
  readonly memoryMb: number;
  /** When it runs; undefined: always. */
  readonly hours: OpeningHours | undefined;
  /** IANA's name of the time zone of the hours. */
  readonly timeZone: string;
  /** Under what name people open it; empty: a name of CloudFront's. */
  readonly domain: string;
  /** Certificate for the domain, in us-east-1, where CloudFront looks for it. */
  readonly certificateArn: string;
  /** IPv4 networks that may open it; none: everybody may. */
  readonly networks: readonly string[];
  /** Of the administrator that the first deployment makes: the one of the alarms where none is given. */
  readonly adminEmail: string;
  /** ISO 4217 code of sums of money; empty: plain numbers. */
  readonly currency: string;
  /** Whether everybody who can sign in may write SQL. */
  readonly allowSql: boolean;
}

/** Memory that Fargate has for so much processor; Metabase does not live in less than 2 GB. */
const memoryRanges: Readonly<Record<number, readonly [least: number, most: number]>> = {
  512: [2048, 4096],
  1024: [2048, 8192],
  2048: [4096, 16_384],
  4096: [8192, 30_720],
};

/** @throws Error that names the key and what it may be */
export function readMetabaseConfig(node: Context, alarmEmail: string): MetabaseConfig {
  const cpu = readNumber(
    node,
    'metabaseCpu',
    1024,
    (value) => value in memoryRanges,
    `one of ${Object.keys(memoryRanges).join(', ')}`,
  );
  const [least, most] = memoryRanges[cpu]!;
  return {
    version: readText(node, 'metabaseVersion', 'v0.63.16.6', isVersion, 'a release of v0.57 to v0.65'),
    digest: readText(
      node,
      'metabaseDigest',
      '',
      isDigestOrEmpty,
      "'sha256:' and 64 hexadecimal digits, or empty",
    ),
    cpu,
    memoryMb: readNumber(
      node,
      'metabaseMemoryMb',
      Math.max(2048, least),
      (value) => value % 1024 === 0 && value >= least && value <= most,
      `${least} to ${most} in steps of 1024, with metabaseCpu ${cpu}`,
    ),
    hours: parseHours(
      readText(node, 'metabaseHours', 'mon-fri 7-19', areHours, "'always' or like 'mon-fri 7-19'"),
    ),
    timeZone: readText(node, 'metabaseTimeZone', 'UTC', isTimeZone, "a time zone like 'Europe/Berlin'"),
    ...readDomain(node),
    networks: readNetworks(node),
    adminEmail:
      readText(node, 'metabaseAdminEmail', '', isEmailOrEmpty, 'an e-mail address or empty') ||
      alarmEmail ||
      'admin@insiders.example',
    currency: readText(
      node,
      'metabaseCurrency',
      '',
      (value) => /^([A-Z]{3})?$/.test(value),
      "a code like 'EUR' or empty",
    ),
    allowSql: readSwitch(node, 'metabaseAllowSql', false),
  };
}

function readDomain(node: Context): Pick<MetabaseConfig, 'domain' | 'certificateArn'> {
  const domain = readText(node, 'metabaseDomain', '', isDomain, 'a domain name or empty');
  const certificateArn = readText(
    node,
    'metabaseCertificateArn',
    '',
    (value) => value === '' || isCertificate(value),
    'the ARN of a certificate in us-east-1, or empty',
  );
  const belongs = (domain === '') === (certificateArn === '');
  const missing = domain === '' ? 'metabaseDomain' : 'metabaseCertificateArn';
  check(missing, '', belongs, 'given too: a domain and its certificate go together');
  return { domain, certificateArn };
}

/** A list in cdk.json, or a text with commas on the command line. */
function readNetworks(node: Context): string[] {
  const given = node.tryGetContext('metabaseNetworks') ?? [];
  const networks = [given].flat().flatMap((text) => String(text).split(',').filter(Boolean));
  check('metabaseNetworks', given, networks.every(isNetwork), "networks like '203.0.113.0/24', with commas");
  return networks;
}

const isEmailOrEmpty = (value: string) => /^([^\s@]+@[^\s@]+\.[^\s@]+)?$/.test(value);
const isVersion = (value: string) => /^v0\.(5[7-9]|6[0-5])(\.\d+){1,2}$/.test(value);
const isDigestOrEmpty = (value: string) => /^(sha256:[0-9a-f]{64})?$/.test(value);
const isDomain = (value: string) => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9-]+)+)?$/.test(value);
const isCertificate = (value: string) => /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/.+$/.test(value);
const areHours = (value: string) => value === 'always' || parseHours(value) !== undefined;

function isNetwork(value: string): boolean {
  const [, address, bits] = /^(\d+(?:\.\d+){3})\/(\d{1,2})$/.exec(value) ?? [];
  return Number(bits) <= 32 && address!.split('.').every((part) => Number(part) <= 255);
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
