import { openLambdaDatabase } from '../../io/lambda-database.js';
import { migrations } from '../../sql/postgres/migrations.js';
import { views } from '../../sql/postgres/views.js';
import { type MigrateRequest, migrateDatabase } from './migrate-database.js';

/** The same id always: with another one CloudFormation would delete what it takes for the old resource. */
const answer = { PhysicalResourceId: 'migrations' };

export const handler = async (request: MigrateRequest): Promise<typeof answer> => {
  const database = openLambdaDatabase();
  try {
    const outcome = await migrateDatabase(request, database, { migrations, views });
    process.stdout.write(`${JSON.stringify({ level: 'INFO', request: request.RequestType, outcome })}\n`);
    return answer;
  } finally {
    await database.close();
  }
};
