import type { Cost, Project } from '../../builder/types.ts';
import { counted, number } from '../../builder/words.ts';

/** `$1,455` or `$7.50`. */
export function dollars(price: number): string {
  const minimumFractionDigits = Number.isInteger(price) ? 0 : 2;
  return `$${price.toLocaleString('en-US', { minimumFractionDigits, maximumFractionDigits: 2 })}`;
}

/** `12,500 MB`, `1 instance`; a bare count without a unit. */
export function amount(value: number, unit: string): string {
  const unitOf = value === 1 ? unit.replace(/s$/, '') : unit;
  return `${number(value)} ${unitOf}`.trimEnd();
}

/** What all of it costs: `$14`, `about $34` if a price is uncertain, `at least $34` if one is unknown. */
export function totalOf({ lines, total, isComplete }: Cost): string {
  if (!isComplete) return `at least ${dollars(total)}`;
  return lines.some(({ isUncertain }) => isUncertain) ? `about ${dollars(total)}` : dollars(total);
}

/** A project in a line: `2 worker instances, about $34 a month`. */
export function summaryOf({ cost, load }: Pick<Project, 'cost' | 'load'>): string {
  const instances = load.find(({ id }) => id === 'instances')?.value ?? 0;
  return `${counted(instances, 'worker instance')}, ${totalOf(cost)} a month`;
}
