import { addUploads, emptyManifest } from '../../core/manifest.js';

const upload = (uploadId: string, read = 1) => ({
  uploadId,
  file: `${uploadId}.csv`,
  read,
  kept: read,
  rejected: 0,
});

test('new uploads come after those that are there', () => {
  const first = addUploads(emptyManifest, [upload('b')]);
  expect(addUploads(first, [upload('b'), upload('a')])).toEqual({
    version: 1,
    uploads: [upload('b'), upload('a')],
  });
});

test('an upload that is read again keeps its place and takes its new counts', () => {
  const manifest = { version: 1 as const, uploads: [upload('a'), upload('b')] };
  expect(addUploads(manifest, [upload('a', 9)]).uploads).toEqual([upload('a', 9), upload('b')]);
});
