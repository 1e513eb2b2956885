/**
 * Errors by which the steps after `ingest` refuse orders or rules: the same orders would be refused again, so that their
 * files are set aside. Any other error is trouble of a service, of the machine or of ours, and the files stay new.
 */
export const dataErrors: ReadonlySet<string> = new Set([
  'CustomersAllEqual',
  'ForestSeparatesNobody',
  'NoCustomers',
  'NoFeatures',
  'NoPurchases',
  'NoSegmentation',
  'NoSuchSegmentation',
  'NothingToPredictBy',
  'OtherCurrency',
  'SeveralCurrencies',
  'TooFewCustomers',
  'UnknownFeature',
  'UnusableFeature',
]);
