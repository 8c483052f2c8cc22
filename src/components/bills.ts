import { type Billed, estimate } from '../builder/prices.ts';
import type { FactTable } from './facts.ts';

/** One line of a bill. */
interface Line extends Billed {
  /** Billed by the second, for so many hours of each day only. */
  hoursADay?: number;
}

/** Whole setups, as they are billed by the month. */
const bills = {
  hobby: [
    { what: 'Worker', kind: 'server', plan: '0.5c-512mb', count: 1 },
    { what: 'Broker', kind: 'keyvalue', plan: '256mb', count: 1 },
    { what: 'Database', kind: 'postgres', plan: '0.1c-256mb', count: 1 },
    { what: 'Its storage', kind: 'storage', plan: '1 GB', count: 1 },
  ],
  team: [
    { what: 'Web service', kind: 'server', plan: '0.5c-512mb', count: 2 },
    { what: 'Worker, short jobs', kind: 'server', plan: '0.5c-512mb', count: 2 },
    { what: 'Worker, reports', kind: 'server', plan: '1c-2g', count: 1 },
    { what: 'Cron job', kind: 'cron', plan: '0.5c-512mb', count: 2 },
    { what: 'Broker', kind: 'keyvalue', plan: '256mb', count: 1 },
    { what: 'Database', kind: 'postgres', plan: '0.5c-1g', count: 1 },
    { what: 'Its storage', kind: 'storage', plan: '15 GB', count: 15 },
  ],
  ten: [
    { what: 'Web service', kind: 'server', plan: '1c-2g', count: 2 },
    { what: 'Worker', kind: 'server', plan: '0.5c-512mb', count: 10 },
    { what: 'Cron job', kind: 'cron', plan: '0.5c-512mb', count: 2 },
    { what: 'Broker', kind: 'keyvalue', plan: '1g', count: 1 },
    { what: 'Database', kind: 'postgres', plan: 'pro-8gb', count: 1 },
    { what: 'Its storage', kind: 'storage', plan: '100 GB', count: 100 },
  ],
  scaled: [
    { what: 'Worker, all day', kind: 'server', plan: '0.5c-512mb', count: 2 },
    { what: 'Worker, at the peak', kind: 'server', plan: '0.5c-512mb', count: 8, hoursADay: 4 },
    { what: 'Cron job that scales it', kind: 'cron', plan: '0.5c-512mb', count: 1 },
  ],
} as const satisfies Record<string, readonly Line[]>;

export type BillName = keyof typeof bills;

/** A bill as a table: each line with its price a month, and the sum. */
export function billOf(name: BillName): FactTable {
  const lines: readonly Line[] = bills[name];
  const cost = estimate(
    lines.map(({ hoursADay = 24, ...line }) => ({ ...line, count: (line.count * hoursADay) / 24 })),
  );
  return {
    head: ['What', 'Plan', 'How many', 'A month'],
    rows: [
      ...lines.map(({ what, plan, count, kind, hoursADay }, index) => {
        const { price, isUncertain } = cost.lines[index] ?? {};
        if (price === undefined) throw new Error(`There is no price of ${what}, ${plan}.`);
        return [
          what,
          kind === 'storage' ? plan : `\`${plan}\``,
          kind === 'storage' ? '' : `${count}${hoursADay ? `, ${hoursADay} h a day` : ''}`,
          `$${price.toFixed(2)}${isUncertain ? ' (one source)' : ''}`,
        ];
      }),
      ['**Together**', '', '', `**$${cost.total.toFixed(2)}**`],
    ],
  };
}
