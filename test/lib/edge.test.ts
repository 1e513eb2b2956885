import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { transform } from 'esbuild';
import { edgeCode } from '../../lib/edge-code.js';

type Json = Record<string, never>;
type Handler = (event: object) => Json;

/**
 * What cloudfront-js-2.0 has beyond ECMAScript 5.1: "JavaScript runtime 2.0 features for CloudFront Functions" in
 * CloudFront's developer guide. What it does not list, CloudFront does not parse. (Rest parameters are listed too, but
 * esbuild does not tell them from spread arguments, which are not.)
 */
const known = ['arrow', 'async-await', 'const-and-let', 'exponent-operator', 'template-literal'];

/** Fails where the code has what CloudFront does not parse. */
async function checkSyntax(code: string): Promise<void> {
  const supported = Object.fromEntries(known.map((feature) => [feature, true]));
  const untouched = await transform(code, { target: 'esnext' });
  // esbuild refuses what it cannot write in these words, and rewrites what it can.
  const written = await transform(code, { target: 'es5', supported });
  expect(written.code).toBe(untouched.code);
}

/** The engine that CloudFront's is made of, where there is one (`.ci/tools/edge`); Node otherwise. */
const njs = process.env.NJS;

/** Run as CloudFront does: a script that leaves a `handler`, and has at most 10 KB. */
function loaded(code: string): Handler {
  expect(Buffer.byteLength(code)).toBeLessThan(10 * 1024);
  if (njs === undefined) return runInNewContext(`${code}; handler`);
  return (event) => {
    const script = `${code}; console.log(JSON.stringify(handler(${JSON.stringify(event)})));`;
    return JSON.parse(execFileSync(njs, ['-c', script], { encoding: 'utf8' }));
  };
}

const open = () => loaded(edgeCode('viewer-request'));
const narrow = () => loaded(edgeCode('viewer-request', ['203.0.113.0/24', '198.51.100.7/32', '128.0.0.0/2']));

const request = (method: string, uri: string, ip = '192.0.2.1') => ({
  viewer: { ip },
  request: { method, uri, headers: {} },
});
const isLetIn = (answer: Json) => answer.statusCode === undefined;

test.each(['viewer-request', 'viewer-response'])('%s is written in words that CloudFront knows', (name) =>
  checkSyntax(edgeCode(name, ['203.0.113.0/24'])),
);

test.each([
  'const { uri } = request;',
  'const [first] = list;',
  'for (const one of list) one();',
  'f(...list);',
  'const copy = { ...one };',
  'const short = { one };',
  'const f = (one = 1) => one;',
  'one?.two;',
  'one ?? two;',
  'one ||= two;',
  'class One {}',
  'try { f(); } catch { g(); }',
  'const n = 1n;',
])('CloudFront does not know %p', async (code) => {
  await expect(checkSyntax(code)).rejects.toThrow();
});

test.each([
  ['203.0.113.0', true],
  ['203.0.113.255', true],
  ['203.0.114.0', false],
  ['203.0.112.255', false],
  ['198.51.100.7', true],
  ['198.51.100.8', false],
  ['191.255.255.255', true],
  ['192.0.0.0', false],
  ['127.255.255.255', false],
])('from the network of %s one is let in: %p', (ip, expected) => {
  const answer = narrow()(request('GET', '/', ip));
  expect(isLetIn(answer)).toBe(expected);
  if (!expected) expect(answer).toMatchObject({ statusCode: 403 });
});

test('without networks everybody is let in, and the request goes on as it came', () => {
  const event = request('POST', '/api/session');
  expect(open()(event)).toEqual(event.request);
});

test.each([
  '/api/setup',
  '/api/setup/',
  '/api//setup',
  '/api/%73etup',
  '/api/%2573etup',
  '/api/SETUP',
  '/api;x=1/setup;y=2',
  '/api/x/../setup',
  '/api/%',
])('nobody sets Metabase up from outside: POST %s', (uri) => {
  expect(open()(request('POST', uri))).toMatchObject({ statusCode: 403 });
});

test('what administrators read about the setup they may', () => {
  expect(isLetIn(open()(request('GET', '/api/setup/admin_checklist')))).toBe(true);
});

test('an answer without cookies goes on as it came', () => {
  const event = { response: { statusCode: 200 } };
  expect(loaded(edgeCode('viewer-response'))(event)).toEqual(event.response);
});

test('every cookie goes over HTTPS only, once said', () => {
  const cookies = {
    'metabase.SESSION': { value: 'a', attributes: 'HttpOnly; Path=/; SameSite=Lax' },
    'metabase.DEVICE': { value: 'b', attributes: 'Path=/; secure' },
    bare: { value: 'c' },
    twice: {
      value: 'd',
      attributes: 'Path=/',
      multiValue: [
        { value: 'd', attributes: 'Path=/' },
        { value: 'e', attributes: 'Path=/securely' },
      ],
    },
  };
  const answer = loaded(edgeCode('viewer-response'))({ response: { statusCode: 200, cookies } });
  expect(answer.cookies).toEqual({
    'metabase.SESSION': { value: 'a', attributes: 'HttpOnly; Path=/; SameSite=Lax; Secure' },
    'metabase.DEVICE': { value: 'b', attributes: 'Path=/; secure' },
    bare: { value: 'c', attributes: 'Secure' },
    twice: {
      value: 'd',
      attributes: 'Path=/; Secure',
      multiValue: [
        { value: 'd', attributes: 'Path=/; Secure' },
        { value: 'e', attributes: 'Path=/securely; Secure' },
      ],
    },
  });
});
