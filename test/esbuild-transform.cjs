const { transformSync } = require('esbuild');

const loaders = { ts: 'ts', sql: 'text', js: 'js', mjs: 'js' };

module.exports = {
  process(source, file) {
    const loader = loaders[file.split('.').at(-1)];
    return transformSync(source, {
      loader,
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: file,
    });
  },
};
