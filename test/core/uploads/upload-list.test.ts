import { emptyManifest } from '../../../core/runs/manifest.js';
import { listUploads } from '../../../core/uploads/upload-list.js';

const upload = { uploadId: 'aaaaaaaaaaaaaaaa-1', file: 'a.csv', read: 3, kept: 2, rejected: 1, runId: 'r1' };
const manifest = {
  ...emptyManifest,
  uploads: [{ ...upload, from: '2011-01-02 08:00:00', to: '2011-02-03' }],
};
const refused = {
  uploadId: 'bbbbbbbbbbbbbbbb-1',
  file: 'b.csv',
  runId: 'r2',
  error: 'NoRows',
  message: 'none',
};
const removed = { ...refused, uploadId: 'cccccccccccccccc-1', runId: null, error: null, message: 'by hand' };
const dropped = (content: string) => ({
  key: `uploads/s/${content}.csv`,
  size: 1,
  version: content.repeat(32),
});

test('each file is listed once: as it counts, else as it was set aside, else as waiting', () => {
  const list = listUploads(manifest, [refused, removed], ['a', 'b', 'c', 'd'].map(dropped));
  expect(list.map(({ uploadId, state, runId, why }) => [uploadId[0], state, runId, why])).toEqual([
    ['a', 'counted', 'r1', null],
    ['b', 'refused', 'r2', 'NoRows: none'],
    ['c', 'removed', null, 'by hand'],
    ['d', 'waiting', null, null],
  ]);
  expect(list[0]).toMatchObject({ read: 3, kept: 2, rejected: 1, from: '2011-01-02', to: '2011-02-03' });
});

test('what was set aside and counts since is listed as counted alone', () => {
  const since = { ...refused, uploadId: upload.uploadId };
  expect(listUploads(manifest, [since], []).map(({ state }) => state)).toEqual(['counted']);
});

test('folders and unfinished objects wait for nothing', () => {
  expect(listUploads(emptyManifest, [], [{ key: 'uploads/s/x.part', size: 1, version: 'e' }])).toEqual([]);
});
