import { runInNewContext } from 'node:vm';
import { dashboardResources } from './stack-resources.js';

type Json = Record<string, never>;
type Handler = (event: object) => Json;

/** The function as it is in the template, run as CloudFront does: a script that leaves a `handler`. */
function functionOf(resources: ReturnType<typeof dashboardResources>, name: string): Handler {
  const [, { Properties }] = Object.entries(resources).find(([id]) => id.startsWith(name.replace('-', '')))!;
  expect(Properties.FunctionConfig).toMatchObject({ Runtime: 'cloudfront-js-2.0' });
  expect(Buffer.byteLength(Properties.FunctionCode)).toBeLessThan(10 * 1024);
  return runInNewContext(`${Properties.FunctionCode}; handler`);
}

const open = dashboardResources();
const narrow = dashboardResources({ metabaseNetworks: '203.0.113.0/24,198.51.100.7/32,128.0.0.0/2' });

const request = (method: string, uri: string, ip = '192.0.2.1') => ({
  viewer: { ip },
  request: { method, uri, headers: {} },
});
const isLetIn = (answer: Json) => answer.statusCode === undefined;

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
  const answer = functionOf(narrow, 'viewer-request')(request('GET', '/', ip));
  expect(isLetIn(answer)).toBe(expected);
  if (!expected) expect(answer).toMatchObject({ statusCode: 403 });
});

test('without networks everybody is let in, and the request goes on as it came', () => {
  const event = request('POST', '/api/session');
  expect(functionOf(open, 'viewer-request')(event)).toBe(event.request);
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
  expect(functionOf(open, 'viewer-request')(request('POST', uri))).toMatchObject({ statusCode: 403 });
});

test('what administrators read about the setup they may', () => {
  expect(isLetIn(functionOf(open, 'viewer-request')(request('GET', '/api/setup/admin_checklist')))).toBe(
    true,
  );
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
  const answer = functionOf(open, 'viewer-response')({ response: { statusCode: 200, cookies } });
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
