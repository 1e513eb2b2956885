import type { Field } from '../orders/order-line.js';

/** Spaces that customers can be clustered in. */
export const spaces = ['scaled', 'pca', 'umap', 'forest', 'tsne'] as const;
export type Space = (typeof spaces)[number];

/** Models that can cluster a space. */
export const models = ['kmeans', 'gmm', 'ward', 'kmedoids', 'dbscan', 'hdbscan'] as const;
export type Model = (typeof models)[number];

/** Encodings that a rule may name, as the WHATWG calls them: Unicode, western, central European, and so on. */
export const encodings = [
  ...(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-1', 'macintosh'] as const),
  ...(['iso-8859-2', 'iso-8859-15', 'windows-1250', 'windows-1251', 'windows-1253'] as const),
  ...(['windows-1254', 'windows-1257', 'koi8-r'] as const),
  ...(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'] as const),
] as const;

/** How a feature is put on a common scale. `auto` decides by the feature's own shape. */
export type Scale = 'auto' | 'minMax' | 'robust' | 'standard' | 'logStandard';

/** The business choices of a run: one document, stored with the run, complete after defaults are filled in. */
export interface Rules {
  readonly seed: number;
  /** ISO 4217 code shown beside money, or null for none. */
  readonly currency: string | null;
  /** ISO date: nothing after it counts, recency is measured from it. Null: the last day in the data. */
  readonly asOf: string | null;
  /**
   * What one unit of other currencies is worth in `currency`: a number, or a number per month (`2024-01`). Orders in
   * several currencies are never added up without.
   */
  readonly currencyRates: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
  readonly reading: ReadingRules;
  readonly identity: IdentityRules;
  readonly cleaning: CleaningRules;
  readonly customers: CustomerRules;
  readonly features: FeatureRules;
  readonly segmentation: SegmentationRules;
  readonly insiders: InsidersRules;
  readonly forecast: ForecastRules;
  readonly campaign: CampaignRules;
  readonly experiment: ExperimentRules;
}

/** How to read a file where it cannot be recognised. Null and absent: recognise it. */
export interface ReadingRules {
  /** Field -> the file's header, or the column's position from 1. */
  readonly columns: Partial<Record<Field, string | number>>;
  readonly header: boolean | null;
  readonly delimiter: ',' | ';' | '\t' | '|' | ' ' | null;
  readonly encoding: (typeof encodings)[number] | null;
  readonly decimal: '.' | ',' | null;
  /** Whether money is in hundredths of the currency. Null: as the headers say. */
  readonly cents: boolean | null;
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd' | null;
  /** Excel sheet by name; null: those that hold orders. */
  readonly sheet: string | null;
  /** Whether the exports of known programs are read by their definition. */
  readonly platform: boolean;
  /** IANA zone or offset whose days count where times have offsets from UTC. Null: the offset that most have. */
  readonly timeZone: string | null;
  /** Largest share of rejected lines with which a file is still read, 0..1. */
  readonly maximumRejectedShare: number;
  /** Names, e-mail addresses and phone numbers beside the customer's key: kept, hashed, or left out. */
  readonly contacts: 'keep' | 'hash' | 'drop';
}

/** Who is one customer. */
export interface IdentityRules {
  /**
   * Orders of one e-mail address under several customer numbers: `certain` joins only guests to the one number of
   * their address, `always` makes one customer of all numbers of an address, `never` joins nothing.
   */
  readonly mergeByEmail: 'certain' | 'always' | 'never';
  /** Customer names and numbers that stand for nobody, beside the known ones (0, guest, walk-in customer …). */
  readonly guests: readonly string[];
}

/** Which order lines count, applied in the order they are written here. */
export interface CleaningRules {
  /**
   * An order number with lines of several customers, or of days far apart: several orders, as where tills begin again
   * every day, or one all the same.
   */
  readonly sharedNumbers: 'split' | 'keep';
  /** Exact copies of a line within an invoice: keep every one, or the first only. */
  readonly duplicates: 'keep' | 'drop';
  /** Lines with money below zero that name a discount: taken off the other goods of their order, or left as they are. */
  readonly discountLines: 'spread' | 'keep';
  /** Lines with any field missing (customer, product, description, country) are dropped. */
  readonly requireComplete: boolean;
  readonly requireDescription: boolean;
  /** Lowest price per piece that counts, inclusive. */
  readonly minimumPrice: number;
  /** States of an order that count, or do not count as sold, against what their words usually mean. */
  readonly statesThatCount: readonly string[];
  readonly statesThatDoNotCount: readonly string[];
  /** Stock codes that are no goods (postage, fees, manual entries), compared exactly. Null: found by code and description. */
  readonly notGoods: readonly string[] | null;
  /** Stock codes made of letters only are no goods either. */
  readonly lettersOnlyAreNotGoods: boolean;
  /** Null: words that are no country, where they are rare. */
  readonly excludeCountries: readonly string[] | null;
  readonly excludeInvoices: readonly string[];
  readonly excludeCustomers: readonly string[];
  /** Lines without a customer: dropped, or one made-up customer per invoice. */
  readonly anonymous: 'drop' | 'perInvoice';
  /** A purchase that the same customer cancels entirely (same product, quantity and price) within so many days is dropped with its cancellation. Null: kept. */
  readonly cancelledWithinDays: number | null;
}

/** Which customers are eligible once their features are known. */
export interface CustomerRules {
  /** Customers whose feature is unknown are left out, for example `avg_gap_days`. */
  readonly requireFeatures: readonly string[];
  /** Customers whose returned share of pieces is at or above this are left out. Null: nobody is. */
  readonly maximumReturnsRatio: number | null;
  /** Extreme customers (by a robust z-score on the logarithm) are shown, or dropped. */
  readonly extreme: 'show' | 'drop';
  /** Robust z-score from which a customer is extreme. */
  readonly extremeThreshold: number;
}

export interface FeatureRules {
  /** Features that customers are clustered on. Those the data cannot give are left out, and it is said. */
  readonly use: readonly string[];
  /** Scale per feature where the automatic choice is not wanted. */
  readonly scale: Readonly<Record<string, Scale>>;
}

export interface SegmentationRules {
  readonly spaces: readonly Space[];
  readonly models: readonly Model[];
  readonly kFrom: number;
  readonly kTo: number;
  /** Above so many customers, models are fitted to a sample that keeps the extreme ones. */
  readonly sampleAbove: number;
  /** Customers in that sample. */
  readonly trainOn: number;
  /** Random starts per k. */
  readonly starts: number;
  /** No segment may hold a smaller or larger share of the customers, 0..1. */
  readonly smallestShare: number;
  readonly largestShare: number;
  /** No larger share of the customers may be left without a segment, 0..1. */
  readonly largestNoiseShare: number;
  /** Random halves of the customers in which the segments are found again to see whether they hold. */
  readonly resamples: number;
  /** Overrides the choice: the best among what is left. */
  readonly choose: { readonly space: Space | null; readonly model: Model | null; readonly k: number | null };
}

export interface InsidersRules {
  /** At most this share of the customers is elected, 0..1; segmentations whose best segment is larger are chosen last. */
  readonly largestShare: number;
  /** Days that a customer is given to take the steps that are missing to become an Insider, and that a rule stands. */
  readonly doorDays: number;
  /** What the programme costs per member and year, in the currency of the orders. Null: not known. */
  readonly costPerMember: number | null;
  /** ISO date since which members are given something that others are not. Null: nothing is given. */
  readonly benefitsSince: string | null;
}

/** How far ahead to look: forecasts, and the months after a past election in which it is measured. */
export interface ForecastRules {
  readonly horizonMonths: readonly number[];
  /** Share of outcomes that an interval is to hold, 0..1. */
  readonly interval: number;
}

/** What a campaign costs, brings and is tested by: assumptions of the shop's, not findings. */
export interface CampaignRules {
  /** How long a campaign works, and how long its test lasts. */
  readonly windowDays: number;
  /** Share of the Insiders who are held out of a test, 0..1. */
  readonly holdoutShare: number;
  /** Two-sided, 0..1. */
  readonly significance: number;
  /** 0..1 */
  readonly power: number;
  /** Relative rise of the revenue that is hoped for: 0.1 is 10 %. */
  readonly lift: number;
  /** Money per customer addressed. Null: not known, a hundredth of a mean order is taken. */
  readonly costPerCustomer: number | null;
  /** Share of revenue that is left after goods, 0..1. */
  readonly margin: number;
  /** Other terms for a segment, by its name. */
  readonly segments: Readonly<
    Record<string, Partial<Pick<CampaignRules, 'lift' | 'costPerCustomer' | 'margin'>>>
  >;
}

/** Which planned test was held, and when. Both null: none, and the arms of the newest plan are read as a test of nothing. */
export interface ExperimentRules {
  /** The published run that planned it. Null: the newest that ends before the campaign began. */
  readonly plan: string | null;
  /** ISO date: the first day of the campaign. Null: the day after the plan's data end. */
  readonly started: string | null;
}

export const defaultRules: Rules = {
  seed: 42,
  currency: null,
  asOf: null,
  currencyRates: {},
  reading: {
    columns: {},
    header: null,
    delimiter: null,
    encoding: null,
    decimal: null,
    cents: null,
    dateOrder: null,
    sheet: null,
    platform: true,
    timeZone: null,
    maximumRejectedShare: 0.05,
    contacts: 'keep',
  },
  identity: { mergeByEmail: 'certain', guests: [] },
  cleaning: {
    sharedNumbers: 'split',
    duplicates: 'keep',
    discountLines: 'spread',
    requireComplete: false,
    requireDescription: false,
    minimumPrice: 0.01,
    statesThatCount: [],
    statesThatDoNotCount: [],
    notGoods: null,
    lettersOnlyAreNotGoods: false,
    excludeCountries: null,
    excludeInvoices: [],
    excludeCustomers: [],
    anonymous: 'drop',
    cancelledWithinDays: 1,
  },
  customers: { requireFeatures: [], maximumReturnsRatio: null, extreme: 'show', extremeThreshold: 6 },
  features: {
    use: ['gross_revenue', 'recency_days', 'invoices'],
    scale: {},
  },
  segmentation: {
    spaces: ['scaled', 'pca', 'umap', 'forest'],
    models: ['kmeans', 'gmm', 'ward', 'kmedoids', 'dbscan', 'hdbscan'],
    kFrom: 2,
    kTo: 11,
    sampleAbove: 20_000,
    trainOn: 10_000,
    starts: 10,
    smallestShare: 0.01,
    largestShare: 0.6,
    largestNoiseShare: 0.1,
    resamples: 20,
    choose: { space: null, model: null, k: null },
  },
  insiders: { largestShare: 0.1, doorDays: 90, costPerMember: null, benefitsSince: null },
  forecast: { horizonMonths: [3, 6, 12], interval: 0.8 },
  campaign: {
    windowDays: 91,
    holdoutShare: 0.5,
    significance: 0.05,
    power: 0.8,
    lift: 0.1,
    costPerCustomer: null,
    margin: 0.3,
    segments: {},
  },
  experiment: { plan: null, started: null },
};
