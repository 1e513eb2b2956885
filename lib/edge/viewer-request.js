// Runs in CloudFront before anything else. The networks that may come in are filled in when the stack is made.
// CloudFront knows ECMAScript 5.1 and a little more: no destructuring, no for-of, no spread (cloudfront-js-2.0).
const networks = 'NETWORKS';

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const request = event.request;
  const ip = event.viewer.ip;
  if (networks.length > 0 && !networks.some((network) => isWithin(ip, network))) {
    return refuse('This network may not open Insiders.');
  }
  if (request.method === 'POST' && isSetup(request.uri)) {
    return refuse('Insiders is set up by its deployment.');
  }
  return request;
}

/**
 * Whoever sets a new Metabase up becomes its administrator. However the path is written, with escapes or detours, the
 * word is in it; nothing else that is posted has it.
 */
function isSetup(uri) {
  try {
    return decodeURIComponent(decodeURIComponent(uri)).toLowerCase().includes('setup');
  } catch (_) {
    // Not an escape that a browser makes.
    return true;
  }
}

function isWithin(ip, network) {
  const parts = network.split('/');
  const size = 2 ** (32 - Number(parts[1]));
  return Math.floor(number(ip) / size) === Math.floor(number(parts[0]) / size);
}

const number = (ip) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const refuse = (text) => ({
  statusCode: 403,
  statusDescription: 'Forbidden',
  headers: { 'content-type': { value: 'text/plain' } },
  body: { encoding: 'text', data: text },
});
