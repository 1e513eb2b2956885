import { handler } from '../../../lambdas/provision/handler.js';
import { provision, tryLimitSeconds } from '../../../lambdas/provision/provision.js';
import { handler as push } from '../../../lambdas/push/handler.js';
import { useMetabase } from '../../metabase/push-to-stand-in.js';
import { type DeploymentServices, startDeploymentServices } from '../../servers/deployment-services.js';

describe('provisioning', () => {
  const named = (name: string) => Object.assign(new Error(name), { name });

  function world(failures: readonly string[], secondsLeft = () => 880) {
    const calls: string[] = [];
    const left = [...failures];
    return {
      calls,
      start: async () => void calls.push('start'),
      async push() {
        calls.push('push');
        const failure = left.shift();
        if (failure) throw named(failure);
        return { done: true };
      },
      secondsLeft,
    };
  }

  test('starts Metabase, then pushes again for as long as it is only not ready', async () => {
    const waiting = world(['MetabaseUnreachable', 'MetabaseFails', 'SyncUnfinished']);
    expect(await provision(waiting)).toEqual({ done: true });
    expect(waiting.calls).toEqual(['start', 'push', 'push', 'push', 'push']);
  });

  test('goes on where a push ran out of time', async () => {
    const slow = world(['Sandbox.Timedout']);
    expect(await provision(slow)).toEqual({ done: true });
    expect(slow.calls).toEqual(['start', 'push', 'push']);
  });

  test.each(['LoginFailed', 'UnsupportedMetabase', 'DatabaseRefused', 'CardFails', 'TypeError'])(
    'gives up at once for %s, which waiting does not mend',
    async (name) => {
      const hopeless = world([name]);
      await expect(provision(hopeless)).rejects.toMatchObject({ name });
      expect(hopeless.calls).toEqual(['start', 'push']);
    },
  );

  test('gives up when there is no time for another try', async () => {
    const left = [tryLimitSeconds + 10, 10];
    const late = world(Array(9).fill('MetabaseUnreachable'), () => left.shift()!);
    await expect(provision(late)).rejects.toMatchObject({ name: 'MetabaseUnreachable' });
    expect(late.calls).toEqual(['start', 'push', 'push']);
  });
});

describe('a deployment', () => {
  const standIn = useMetabase();
  let services: DeploymentServices;
  beforeAll(async () => {
    services = await startDeploymentServices();
    Object.assign(process.env, {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: services.url,
      CLUSTER: 'shop',
      SERVICE: 'metabase',
      PUSH_FUNCTION: 'push',
      ADMINISTRATOR_EMAIL: 'admin@shop.example',
      ADMINISTRATOR_SECRET_ARN: 'administrator',
      READER_SECRET_ARN: 'reader',
      DATABASE_NAME: 'insiders',
      CURRENCY: '',
      ALLOW_SQL: 'false',
    });
  });
  beforeEach(() => {
    const { host, user, password } = standIn.metabase.accepted;
    Object.assign(process.env, { METABASE_URL: standIn.metabase.url, DATABASE_HOST: host });
    const administrator = { username: 'administrator', password: 'Correct-Horse-7' };
    standIn.metabase.state.passwordComplexity = 'strong';
    services.secrets.set('administrator', JSON.stringify(administrator));
    services.secrets.set('reader', JSON.stringify({ username: user, password }));
    services.desiredCounts.set('shop/metabase', 0);
    services.functions.set('push', push);
    services.calls.length = 0;
  });
  afterAll(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await services.close();
  });

  const context = { getRemainingTimeInMillis: () => 880_000 };
  const deploy = (RequestType: 'Create' | 'Update' | 'Delete') => handler({ RequestType }, context);

  test('starts Metabase though it is outside its hours, makes the administrator and pushes the dashboards', async () => {
    expect(await deploy('Create')).toEqual({ PhysicalResourceId: 'dashboards' });
    expect(services.desiredCounts.get('shop/metabase')).toBe(1);
    const { users, dashboards, databases } = standIn.metabase.state;
    expect(users).toMatchObject([{ email: 'admin@shop.example', isSuperuser: true }]);
    expect(dashboards).toMatchObject([{ name: 'Insiders' }]);
    expect(databases).toMatchObject([{ details: { ssl: true, 'ssl-mode': 'require' } }]);
  });

  test('before the first run has the dashboards there, with nothing in them yet', async () => {
    const publish = (value: string) => standIn.database.query(`update runs set published_at = ${value}`);
    await publish('null');
    try {
      await deploy('Create');
      expect(standIn.metabase.state.dashboards).toMatchObject([{ name: 'Insiders' }]);
    } finally {
      await publish(`'2026-01-01'`);
    }
  });

  test('with nothing new writes nothing', async () => {
    await deploy('Create');
    const before = standIn.metabase.requests.length;
    await deploy('Update');
    const writes = standIn.metabase.requests.slice(before).filter((request) => /^PUT/.test(request));
    expect(writes).toEqual([]);
  });

  test('that fails says in one sentence why, what to do, and no password', async () => {
    services.secrets.set('reader', JSON.stringify({ username: 'reader', password: 'old-secret-1' }));
    const error = await deploy('Create').then(
      () => undefined,
      (error) => error,
    );
    expect(error).toMatchObject({ name: 'DatabaseRefused' });
    expect(error.message).toMatch(
      /^Metabase cannot connect to the database 'insiders' at .* What to do: docs\/metabase\.md/,
    );
    expect(JSON.stringify([error.message, error.stack])).not.toMatch(/old-secret|correct-horse/i);
    services.secrets.set('reader', JSON.stringify({ username: 'reader', password: 'db-secret-1' }));
    await deploy('Update');
  });

  test('that takes the stack away touches nothing', async () => {
    await deploy('Delete');
    expect(services.calls).toEqual([]);
  });

  test('fails where a Lambda breaks without a word', async () => {
    services.functions.set('push', async () => {
      throw Object.assign(new Error('exited with error: signal: killed'), { name: 'Runtime.ExitError' });
    });
    await expect(deploy('Create')).rejects.toThrow('exited with error: signal: killed');
  });
});
