import { fields } from '../orders/order-line.js';
import { defaultRules, encodings, models, spaces } from './rules.js';

type Schema = Record<string, unknown>;

const nullable = (schema: Schema): Schema => ({
  ...schema,
  type: [schema.type, 'null'],
  ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}),
});
const text = (description: string): Schema => ({ type: 'string', description });
const word = (words: readonly string[], description: string): Schema => ({
  type: 'string',
  enum: words,
  description,
});
const yesNo = (description: string): Schema => ({ type: 'boolean', description });
const texts = (description: string, items: Schema = { type: 'string' }): Schema => ({
  type: 'array',
  items,
  uniqueItems: true,
  description,
});
const share = (description: string): Schema => ({ type: 'number', minimum: 0, maximum: 1, description });
const whole = (minimum: number, maximum: number, description: string): Schema => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});
const section = (description: string, properties: Record<string, Schema>): Schema => ({
  type: 'object',
  additionalProperties: false,
  description,
  properties,
});

const between = (minimum: number, maximum: number, description: string): Schema => ({
  type: 'number',
  minimum,
  maximum,
  description,
});

const campaignTerms = {
  lift: between(0.001, 10, 'Rise of the revenue that is hoped for: 0.1 is 10 %.'),
  costPerCustomer: {
    type: ['number', 'null'],
    minimum: 0,
    description: 'Money per customer addressed; null: a hundredth of a mean order, a guess.',
  },
  margin: between(0.001, 1, 'Share of revenue that is left after goods.'),
};

/** What some texts have to look like, for the schema and for people. */
export const textForms = {
  currency: { pattern: '^[A-Z]{3}$', inWords: 'three capital letters, such as EUR' },
  date: { pattern: '^\\d{4}-\\d{2}-\\d{2}$', inWords: 'a date such as 2024-12-31' },
};

/** JSON Schema (draft-07) of a rules document: every key may be left out, no other key is allowed. */
export const rulesSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Insiders rules',
  ...section('The business choices of a run.', {
    seed: whole(0, 2 ** 31 - 1, 'All randomness comes from this number: same seed, same result.'),
    currency: nullable({
      ...text('Shown beside money: an ISO 4217 code such as GBP, or null for none.'),
      pattern: textForms.currency.pattern,
    }),
    asOf: nullable({
      ...text(
        'ISO date. Nothing after it counts and recency is measured from it. null: the last day of the data.',
      ),
      pattern: textForms.date.pattern,
    }),
    currencyRates: {
      type: 'object',
      description:
        'Worth of one unit of other currencies in the currency above: { USD: 0.92 }, or by month { USD: { 2024-01: 0.91 } }.',
      propertyNames: { pattern: textForms.currency.pattern },
      additionalProperties: {
        type: ['number', 'object'],
        exclusiveMinimum: 0,
        additionalProperties: { type: 'number', exclusiveMinimum: 0 },
        propertyNames: { pattern: '^\\d{4}-\\d{2}$' },
      },
    },
    reading: section('How to read a file where it cannot be recognised. null: recognise it.', {
      columns: {
        type: 'object',
        description: 'Field -> the header it has in your file, or its position from 1.',
        propertyNames: { enum: fields },
        additionalProperties: { type: ['string', 'integer'], minimum: 1, minLength: 1 },
      },
      header: nullable(yesNo('Does the file start with a line of headers?')),
      delimiter: nullable(
        word([',', ';', '\t', '|', ' '], 'Between the columns; a blank means any run of blanks.'),
      ),
      encoding: nullable(word(encodings, 'How letters are stored.')),
      decimal: nullable(word(['.', ','], 'The sign before the cents.')),
      cents: nullable(
        yesNo('Is money in cents, 1999 being 19.99? null: as the headers say, or as another column shows.'),
      ),
      dateOrder: nullable(word(['dmy', 'mdy', 'ymd'], 'Which of 03/04/2011 is the day.')),
      sheet: nullable(text('Name of the Excel sheet. null: those that hold orders.')),
      platform: yesNo('Read the exports of known programs (Shopify, Etsy …) by their definition?'),
      timeZone: nullable(
        text(
          'Whose days count where times have offsets: Europe/Berlin, +02:00. null: the offset that most times have.',
        ),
      ),
      maximumRejectedShare: share('A file of which a larger share of the lines cannot be read is refused.'),
      contacts: word(
        ['keep', 'hash', 'drop'],
        'Names, e-mail addresses and phone numbers beside the customer: kept, as hashes, or left out.',
      ),
    }),
    identity: section('Who is one customer.', {
      mergeByEmail: word(
        ['certain', 'always', 'never'],
        'Several customer numbers of one e-mail address: join guests to the one number of their address, join all, or nobody.',
      ),
      guests: texts('Customers that stand for nobody, beside 0, guest, walk-in customer and the like.'),
    }),
    cleaning: section('Which order lines count, applied in this order.', {
      sharedNumbers: word(
        ['split', 'keep'],
        'An order number of several customers, or of days far apart: several orders, or one.',
      ),
      duplicates: word(['keep', 'drop'], 'Exact copies of a line within an invoice.'),
      discountLines: word(
        ['spread', 'keep'],
        'Lines with money below zero that name a discount: taken off the other goods of their order, or left as they are.',
      ),
      requireComplete: yesNo('Drop lines with customer, product, description or country missing.'),
      requireDescription: yesNo('Drop lines without a description.'),
      minimumPrice: { type: 'number', minimum: 0, description: 'Lowest price per piece that counts.' },
      statesThatCount: texts('States of an order that count as sold, whatever the word usually means.'),
      statesThatDoNotCount: texts('States of an order that do not count as sold.'),
      notGoods: nullable(
        texts(
          'Stock codes that are no goods: postage, fees, manual entries. Compared exactly. null: found by code and description.',
        ),
      ),
      lettersOnlyAreNotGoods: yesNo('Stock codes made of letters only are no goods either.'),
      excludeCountries: nullable(
        texts(
          'Countries that are none, or that you do not sell to. null: words that are no country, where they are rare.',
        ),
      ),
      excludeInvoices: texts('Orders known to be wrong.'),
      excludeCustomers: texts('Customers that should not count: yourself, tests, resellers.'),
      anonymous: word(
        ['drop', 'perInvoice'],
        'Lines without a customer: left out, or one made-up customer per invoice.',
      ),
      cancelledWithinDays: nullable(
        whole(
          0,
          3660,
          'A purchase cancelled entirely within so many days is dropped with its cancellation. null: kept.',
        ),
      ),
    }),
    customers: section('Which customers are eligible.', {
      requireFeatures: texts('Customers whose feature is unknown are left out, for example avg_gap_days.'),
      maximumReturnsRatio: nullable({
        type: 'number',
        exclusiveMinimum: 0,
        description:
          'Customers who returned this share of their pieces or more are left out. null: nobody is.',
      }),
      extreme: word(['show', 'drop'], 'Customers far beyond all others.'),
      extremeThreshold: {
        type: 'number',
        exclusiveMinimum: 0,
        description: 'Robust z-score of the logarithm from which a customer is extreme.',
      },
    }),
    features: section('What customers are compared by.', {
      use: { ...texts('Features that customers are clustered on.'), minItems: 1 },
      scale: {
        type: 'object',
        description:
          'Feature -> minMax, robust, standard, logStandard or auto. Absent: auto, which takes logStandard where a feature is never negative and skewed above 1, else standard.',
        additionalProperties: { enum: ['auto', 'minMax', 'robust', 'standard', 'logStandard'] },
      },
    }),
    segmentation: section('How segments are found and chosen.', {
      spaces: {
        ...texts(
          'Spaces to cluster in. tsne has no rule for new customers. pca is left out beside scaled where it drops no dimension and is not chosen by name.',
          { enum: spaces },
        ),
        minItems: 1,
      },
      models: { ...texts('Models to try.', { enum: models }), minItems: 1 },
      kFrom: whole(2, 50, 'Fewest segments to try.'),
      kTo: whole(2, 50, 'Most segments to try: what marketing can still handle.'),
      sampleAbove: whole(
        100,
        100_000,
        'Above so many customers, models are fitted to a sample that keeps the extreme ones; everybody is assigned.',
      ),
      trainOn: whole(100, 100_000, 'Customers in that sample.'),
      starts: whole(1, 1000, 'Random starts per number of segments.'),
      smallestShare: share('No segment may hold a smaller share of the customers.'),
      largestShare: share('No segment may hold a larger share of the customers.'),
      largestNoiseShare: share('No larger share of the customers may be left without a segment.'),
      resamples: whole(
        2,
        1000,
        'Random halves of the customers in which the segments are found again, to see whether they hold.',
      ),
      choose: section('Overrides the choice. null: the best.', {
        space: nullable(word(spaces, 'Only this space.')),
        model: nullable(word(models, 'Only this model.')),
        k: nullable(whole(2, 50, 'Only this number of segments.')),
      }),
    }),
    insiders: section('How the best customers are elected.', {
      largestShare: share(
        'The Insiders may be at most this share of the customers; segmentations whose best segment is larger are chosen last.',
      ),
      doorDays: whole(
        1,
        3660,
        'Days that a customer is given to become an Insider; for so long a published rule stands.',
      ),
      costPerMember: nullable({
        type: 'number',
        minimum: 0,
        description:
          'What the programme costs per member and year, in the currency of the orders. null: not known.',
      }),
      benefitsSince: nullable({
        ...text('ISO date since which members are given what others are not. null: nothing is given.'),
        pattern: textForms.date.pattern,
      }),
    }),
    forecast: section('How far ahead to look.', {
      horizonMonths: {
        type: 'array',
        items: { type: 'integer', minimum: 1, maximum: 36 },
        uniqueItems: true,
        minItems: 1,
        description:
          'Months ahead to forecast, and months after a past election in which the elected are measured. What the orders are too short for is refused.',
      },
      interval: {
        type: 'number',
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        description: 'Share of outcomes that an interval is to hold.',
      },
    }),
    campaign: section('What a campaign costs and is hoped to bring: your own figures make it true.', {
      windowDays: whole(7, 366, 'How many days a campaign works, and its test lasts.'),
      holdoutShare: between(0.05, 0.95, 'Share of the Insiders who are held out of a test.'),
      significance: between(0.001, 0.5, 'Chance of finding an effect where there is none (two-sided).'),
      power: between(0.5, 0.999, 'Chance of finding the effect where it is there.'),
      ...campaignTerms,
      segments: {
        type: 'object',
        description: 'Segment name -> lift, costPerCustomer or margin where they are others.',
        additionalProperties: { type: 'object', additionalProperties: false, properties: campaignTerms },
      },
    }),
    experiment: section(
      'Which planned test was held, and since when. Both null: none, and its arms are read as a test of nothing.',
      {
        plan: nullable(
          text(
            'Run that planned it, as runs lists it. null: the newest that ends before the campaign began.',
          ),
        ),
        started: nullable({
          ...text('ISO date: first day of the campaign. null: the day after the data of the plan end.'),
          pattern: textForms.date.pattern,
        }),
      },
    ),
  }),
  default: defaultRules,
};
