// The page's script and style sheet, minified into dist/, from where `report/render-report.ts` imports them as text.
import { build } from 'esbuild';

export const buildReport = () =>
  build({
    entryPoints: { 'report-client': 'report/client/main.ts', 'report-style': 'report/style.css' },
    outdir: 'dist',
    outExtension: { '.js': '.txt', '.css': '.txt' },
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome115', 'firefox115', 'safari16.4'],
    legalComments: 'none',
    logLevel: 'warning',
  });
