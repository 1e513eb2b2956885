// Runs in CloudFront last. Metabase is reached by HTTP, inside the network, and does not know that people come by
// HTTPS: its cookies lack the word that keeps browsers from ever sending them another way.
// CloudFront knows ECMAScript 5.1 and a little more: no destructuring, no for-of, no spread (cloudfront-js-2.0).

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const response = event.response;
  const cookies = response.cookies || {};
  Object.keys(cookies).forEach((name) => {
    const cookie = cookies[name];
    [cookie].concat(cookie.multiValue || []).forEach(secure);
  });
  return response;
}

function secure(cookie) {
  if (/(^|;)\s*secure\s*(;|$)/i.test(cookie.attributes || '')) return;
  cookie.attributes = cookie.attributes ? `${cookie.attributes}; Secure` : 'Secure';
}
