import { otherPrices, type Price, planPrice, plansDated } from '../blueprint/platform/plans.ts';
import type { Cost, CostLine } from './types.ts';

/** Something that Render bills by the month. */
export interface Billed {
  what: string;
  kind: 'server' | 'cron' | 'keyvalue' | 'postgres' | 'storage';
  /** The plan; for storage, how much there is, as it is shown. */
  plan: string;
  /** Instances, or gigabytes of storage. */
  count: number;
}

/** What one of a kind costs a month, if any source says so. */
export function priceOf(kind: Billed['kind'], plan: string): Price | undefined {
  switch (kind) {
    case 'cron':
      return otherPrices.cronJob;
    case 'storage':
      return otherPrices.postgresStorage;
    default:
      return planPrice(kind, plan);
  }
}

/**
 * What a project costs a month, as far as there are prices.
 * An uncertain one is of one source alone.
 */
export function estimate(billed: readonly Billed[]): Cost {
  const [source] = plansDated.prices.sources;
  const lines = billed.map(({ what, kind, plan, count }): CostLine => {
    const price = priceOf(kind, plan);
    return {
      what,
      plan,
      count: kind === 'storage' ? 1 : count,
      price: price && cents(price.dollars * count),
      isUncertain: price?.isUncertain ?? true,
    };
  });
  return {
    lines,
    total: cents(lines.reduce((sum, { price = 0 }) => sum + price, 0)),
    isComplete: lines.every(({ price }) => price !== undefined),
    read: source.read,
    source,
  };
}

const cents = (dollars: number) => Math.round(dollars * 100) / 100;
