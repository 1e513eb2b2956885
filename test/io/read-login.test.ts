import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readLogin } from '../../io/read-login.js';
import { type DeploymentServices, startDeploymentServices } from '../servers/deployment-services.js';

let services: DeploymentServices;
let client: SecretsManagerClient;
const waited: number[] = [];
const wait = async (seconds: number) => {
  waited.push(seconds);
};
beforeAll(async () => {
  services = await startDeploymentServices();
  services.secrets.set('reader', JSON.stringify({ username: 'ann', password: 'Secret-1' }));
  client = new SecretsManagerClient({
    endpoint: services.url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
beforeEach(() => {
  waited.length = 0;
  services.faults = undefined;
});
afterAll(async () => {
  client.destroy();
  await services.close();
});

const refused = { status: 400, name: 'AccessDeniedException' };

test('a right that was given just now is waited for', async () => {
  let calls = 0;
  services.faults = () => (calls++ < 3 ? refused : undefined);
  expect(await readLogin(client, 'reader', wait)).toEqual({ user: 'ann', password: 'Secret-1' });
  expect(waited).toEqual([1, 2, 4]);
});

test('one that was never given fails with what the service says', async () => {
  services.faults = () => refused;
  await expect(readLogin(client, 'reader', wait)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(waited).toEqual([1, 2, 4, 8, 16]);
});

test('a secret that is not there fails at once', async () => {
  await expect(readLogin(client, 'other', wait)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  expect(waited).toEqual([]);
});
