const { transformSync } = require('esbuild');

const loaders = { ts: 'ts', sql: 'text', txt: 'text', yaml: 'text', js: 'js', mjs: 'js' };

module.exports = {
  process(source, file) {
    if (file.includes('@electric-sql')) return { code: withoutImport(source) };
    const loader = loaders[file.split('.').at(-1)];
    return transformSync(source, {
      loader,
      format: 'cjs',
      target: 'node20',
      // jest has no import(); require does.
      supported: { 'dynamic-import': false },
      sourcemap: 'inline',
      sourcefile: file,
    });
  },
};

// jest has no import(), and PGlite hides require where it calls import().
const withoutImport = (source) =>
  `const importNow = async (name) => require(name); ${source.replaceAll('import(', 'importNow(')}`;
