import type { NextWay } from './offer-next.js';

/** What studies of products and of timing have found, for sentences. */
export interface ProductsFindings {
  readonly first: FirstFindings | null;
  readonly next: NextFindings | null;
  readonly discounts: DiscountFindings | null;
}

export interface FirstFindings {
  readonly horizonDays: number;
  /** Customers who came again within the horizon, by Kaplan-Meier, 0..1. */
  readonly cameAgain: number;
  /** Days after which half of the customers have come again, and from there a third time; null where half never do. */
  readonly medianDays: readonly [number | null, number | null];
  readonly tested: number;
  /** Products that go with a second order more often than others. */
  readonly found: number;
  readonly best: { readonly name: string; readonly share: number } | null;
}

export interface NextFindings {
  readonly way: NextWay;
  readonly hitShare: number;
  readonly popularHitShare: number;
  readonly days: number;
  readonly pairs: number;
  /** What Insiders buy more than others who buy as many products, strongest first. */
  readonly insidersBuy: readonly string[];
}

export interface DiscountFindings {
  readonly share: number;
  readonly insidersShare: number | null;
  readonly most: { readonly segment: string; readonly share: number } | null;
}

export interface ReordersFindings {
  readonly due: DueFindings | null;
  readonly dates: DatesFindings | null;
}

/** By when it is due, by how often it is bought, by what is bought most, by what all buy. */
export const dueWays = ['due', 'rate', 'own', 'popular'] as const;
export type DueWay = (typeof dueWays)[number];

export interface DueFindings {
  readonly way: DueWay;
  readonly days: number;
  readonly rows: number;
  /** Of five products offered to each, bought in the days after, 0..1. */
  readonly hitShare: number;
  readonly ownHitShare: number;
  readonly popularHitShare: number;
}

export interface DatesFindings {
  readonly customers: number;
  readonly model: string;
  readonly k: number;
  /** Regularity by two gaps of each (Wheat and Morrison); null where it cannot be told. */
  readonly regularity: number | null;
  /** Customers who order like clockwork. */
  readonly regular: number;
  /** Dates of the past whose interval has ended, and the share whose order came within it; null without one. */
  readonly measured: { readonly dates: number; readonly within: number } | null;
  readonly level: number;
}
