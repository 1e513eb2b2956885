import { dashboards } from '../../dashboards/dashboards.js';
import type { Database } from '../../io/database.js';
import { supportedVersions } from '../../metabase/check-version.js';
import { type MetabaseServer, startMetabase } from '../servers/metabase-server.js';
import { openPublishedRun, push } from './push-to-stand-in.js';

let database: Database;
let close: () => Promise<void>;
let metabase: MetabaseServer;

beforeAll(async () => {
  ({ database, close } = await openPublishedRun());
});
afterAll(() => close());
afterEach(() => metabase.close());

const { oldest, newest } = supportedVersions;
const versions = Array.from({ length: newest - oldest + 1 }, (_, i) => oldest + i);
const panels = dashboards.flatMap((dashboard) => dashboard.panels);

describe.each(versions)('Metabase v0.%i', (version) => {
  test('has everything after one push, and the next writes nothing', async () => {
    metabase = await startMetabase(database, version);
    const start = performance.now();
    const fresh = await push(metabase);
    const middle = performance.now();
    const again = await push(metabase);
    const end = performance.now();
    console.log(version, fresh.calls, middle - start, again.calls, end - middle);
    expect(fresh.created).toHaveLength(panels.length + 4);
    expect(again).toMatchObject({ created: [], changed: [], kept: [], archived: [] });
    expect(again.calls.writes).toBe(0);
  });
});
