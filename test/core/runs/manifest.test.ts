import {
  emptyManifest,
  publishRun,
  removeUpload,
  runsBefore,
  withdrawRun,
} from '../../../core/runs/manifest.js';

/** Contents have 16 digits, and then how they are read. */
const id = (content: string, reading = '11111111') => `${content.repeat(16)}-${reading}`;
const upload = (uploadId: string, runId: string, read = 1) => ({
  uploadId,
  file: `${uploadId}.csv`,
  read,
  kept: read,
  rejected: 0,
  runId,
});
const run = (runId: string, publication: number) => ({ runId, publication });

test('what a run adds comes after what is there', () => {
  const first = publishRun(emptyManifest, run('r1', 1), [upload(id('b'), 'r1')]);
  expect(publishRun(first, run('r2', 2), [upload(id('a'), 'r2')])).toEqual({
    version: 2,
    uploads: [upload(id('b'), 'r1'), upload(id('a'), 'r2')],
    runs: [run('r1', 1), run('r2', 2)],
  });
});

test('an upload that comes again as it was stays what it was; read in another way it keeps its place', () => {
  const first = publishRun(emptyManifest, run('r1', 1), [upload(id('a'), 'r1'), upload(id('b'), 'r1')]);
  const again = publishRun(first, run('r2', 2), [upload(id('a'), 'r2')]);
  expect(again.uploads).toEqual(first.uploads);
  const other = upload(id('a', '22222222'), 'r3', 9);
  const third = publishRun(again, run('r3', 3), [other]);
  expect(third.uploads).toEqual([{ ...other, insteadOf: first.uploads[0] }, first.uploads[1]]);
});

test('a run that is published twice keeps its place and takes the later number', () => {
  const twice = ['a', 'b', 'a'].reduce(
    (manifest, runId, i) => publishRun(manifest, run(runId, i + 1), []),
    emptyManifest,
  );
  expect(twice.runs).toEqual([run('a', 3), run('b', 2)]);
});

test('a run that is withdrawn leaves the manifest as it was before it', () => {
  const before = publishRun(emptyManifest, run('r1', 1), [upload(id('a'), 'r1')]);
  const added = [upload(id('a', '22222222'), 'r2'), upload(id('b'), 'r2')];
  expect(withdrawRun(publishRun(before, run('r2', 2), added), 'r2')).toEqual(before);
});

test('an upload that is removed is gone, and nothing else is', () => {
  const both = publishRun(emptyManifest, run('r1', 1), [upload(id('a'), 'r1'), upload(id('b'), 'r1')]);
  expect(removeUpload(both, id('a'))).toEqual({ ...both, uploads: [upload(id('b'), 'r1')] });
});

test('a run is compared with the one published before it, however often either is published again', () => {
  const manifest = ['a', 'b', 'a', 'b', 'c', 'a'].reduce(
    (manifest, runId, i) => publishRun(manifest, run(runId, i + 1), []),
    emptyManifest,
  );
  expect(runsBefore(emptyManifest, 'a')).toEqual([]);
  expect(['a', 'b', 'c', 'new'].map((runId) => runsBefore(manifest, runId))).toEqual([
    ...[[], ['a'], ['a', 'b'], ['a', 'b', 'c']],
  ]);
});
