/** The PostgreSQL that Metabase reads, as its reading role. */
export interface DatabaseConnection {
  /** What Metabase calls it. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** `verify-…` also check who answers, against the certificate of `rootCertificatePath`. */
  readonly tls: TlsMode;
  /** A file on the machine that Metabase runs on. */
  readonly rootCertificatePath?: string;
}

export const tlsModes = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
export type TlsMode = (typeof tlsModes)[number];

/** The `details` of a database of Metabase. */
export const connectionDetails = (connection: DatabaseConnection) => ({
  host: connection.host,
  port: connection.port,
  dbname: connection.database,
  user: connection.user,
  password: connection.password,
  ssl: connection.tls !== 'disable',
  ...(connection.tls === 'disable' ? {} : { 'ssl-mode': connection.tls }),
  ...(connection.rootCertificatePath === undefined
    ? {}
    : {
        'ssl-root-cert-options': 'local',
        'ssl-root-cert-path': connection.rootCertificatePath,
      }),
  'schema-filters-type': 'inclusion',
  'schema-filters-patterns': 'public',
  'tunnel-enabled': false,
  'advanced-options': false,
});
