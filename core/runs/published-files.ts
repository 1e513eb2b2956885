/** What a run gives to people and other programs: stored as `runs/<runId>/publish/<file>`. */
export const publishedFiles = [
  'report.html',
  'insiders.csv',
  'top-by-value.csv',
  'customers.csv',
  'enter-soon.csv',
  'about-to-leave.csv',
  'due.csv',
  'next-product.csv',
  'movers.csv',
  'holdout.csv',
  'audience.csv',
  'audience-ads.csv',
  'rejects.csv',
  'run.json',
] as const;
