// Runs in CloudFront last. Metabase is reached by HTTP, inside the network, and does not know that people come by
// HTTPS: its cookies lack the word that keeps browsers from ever sending them another way.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it.
function handler(event) {
  const { response } = event;
  for (const cookie of Object.values(response.cookies)) {
    for (const one of [cookie].concat(cookie.multiValue || [])) {
      if (!/(^|;)\s*secure\s*(;|$)/i.test(one.attributes || '')) {
        one.attributes = one.attributes ? `${one.attributes}; Secure` : 'Secure';
      }
    }
  }
  return response;
}
