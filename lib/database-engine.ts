/** What the database is, as RDS calls it; `lib/data-stack.ts` makes it. */
export const databaseEngine = { engine: 'aurora-postgresql', version: '18.6' } as const;
