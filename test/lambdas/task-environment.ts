import type { DataApiServer } from '../servers/data-api-server.js';
import type { DeploymentServices } from '../servers/deployment-services.js';

/** What a deployment's task finds in its environment when it uses the database and Secrets Manager. */
export const taskEnvironment = (database: DataApiServer, services: DeploymentServices) => ({
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL_RDS_DATA: database.url,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: services.url,
  BUCKET: 'shop-bucket',
  DATABASE_ARN: 'arn:aws:rds:eu-central-1:123456789012:cluster:shop',
  SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop',
});
