import { listOf, type Value } from './resources.ts';
import type { Expected } from './scenario.ts';

/** Whether a value is what is expected. */
export function fits(value: Value, expected: Expected): boolean {
  if ('absent' in expected) return value === undefined;
  if ('matches' in expected) return typeof value === 'string' && expected.matches.test(value);
  if ('items' in expected) return value === listOf(expected.items);
  if (value === undefined) return expected.orAbsent === true;
  if ('oneOf' in expected) return expected.oneOf.some((one) => same(one, value));
  const number = numeric(value);
  if (number === undefined) return false;
  return (
    number >= (expected.least ?? Number.NEGATIVE_INFINITY) &&
    number <= (expected.most ?? Number.POSITIVE_INFINITY)
  );
}

/** A number, also one that is written as text. */
export function numeric(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
}

function same(one: string | number | boolean, value: Value): boolean {
  return one === value || (numeric(one) !== undefined && numeric(one) === numeric(value));
}

/** A value as the report quotes it. */
export function quoted(value: Value): string {
  if (value === undefined) return 'missing';
  const text = String(value);
  return `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``;
}
