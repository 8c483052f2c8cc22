import { CronPattern } from 'croner';
import { sources } from '../sources.ts';
import { fieldOf } from '../tree.ts';
import { quote } from '../wording.ts';
import type { Rule } from './rule.ts';

const FIELDS = 'minute, hour, day of month, month and day of week';

export const cronExpression: Rule = {
  id: 'cron-expression',
  severity: 'error',
  summary: 'A schedule that is no cron expression.',
  why: 'The schema takes any text. Render takes the five fields of standard cron (minute, hour, day of month, month, day of week) and reads them in UTC; it has no field for seconds. Names such as `@daily` and time zone prefixes are not documented, so nothing is said of them here.',
  sources: [
    sources.cronJobs,
    {
      title: 'Render’s plugin for Claude Code: render-cron-jobs, on the five fields',
      url: 'https://github.com/render-oss/render-plugin-claude-code',
      read: '2026-10-08',
    },
  ],
  check({ blueprint, report }) {
    for (const { node, type, name } of blueprint.services) {
      const schedule = type === 'cron' ? fieldOf(node, 'schedule') : undefined;
      if (schedule?.kind !== 'scalar' || typeof schedule.value !== 'string') continue;
      const problem = problemOf(schedule.value);
      if (problem === undefined) continue;
      report({
        range: schedule.range,
        message: `${quote(schedule.value)} is not a schedule for \`${name}\`: ${problem}`,
      });
    }
  },
};

/** What is wrong with it, as the end of a sentence; nothing where it is right or not documented. */
function problemOf(expression: string): string | undefined {
  if (/^\s*(?:@|(?:CRON_)?TZ=)/i.test(expression)) return undefined;
  const fields = expression.match(/\S+/g) ?? [];
  if (fields.length !== 5) {
    const seconds = fields.length === 6 ? ' Render has no field for seconds.' : '';
    return `it has ${fields.length} field${fields.length === 1 ? '' : 's'}, and cron has five: ${FIELDS}.${seconds}`;
  }
  if (!isCron(fields)) return explain(fields);
  const extension = fields.map(extensionIn).find((found) => found !== undefined);
  return (
    extension && `standard cron has no \`${extension}\`, and Render documents nothing beyond it.`
  );
}

/**
 * What the library takes beside the standard, for last and nearest days and the like. Of `?` nothing is
 * said: public Blueprints use it.
 */
function extensionIn(field: string): string | undefined {
  const names = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat/gi;
  return /[#+LW]/i.exec(field.replace(names, ''))?.[0];
}

function isCron(fields: readonly string[]): boolean {
  // How far a step reaches is no matter of syntax: Render's own example is `*/60`.
  const pattern = fields.join(' ').replace(/\/0*[1-9]\d*/g, '/1');
  try {
    new CronPattern(pattern, undefined, { mode: '5-part', sloppyRanges: true });
    return true;
  } catch {
    return false;
  }
}

const parts = [
  { name: 'minute', allowed: '0 to 59' },
  { name: 'hour', allowed: '0 to 23' },
  { name: 'day of month', allowed: '1 to 31' },
  { name: 'month', allowed: '1 to 12 or JAN to DEC' },
  { name: 'day of week', allowed: '0 to 6 or SUN to SAT' },
];

/** The library counts days and months from zero, so its own messages would mislead. */
function explain(fields: readonly string[]): string {
  for (const [index, { name, allowed }] of parts.entries()) {
    const field = fields[index] ?? '';
    if (isCron(parts.map((_, at) => (at === index ? field : '*')))) continue;
    return `${quote(field)} is no ${name}. Expected ${allowed}, in rising ranges, with steps above 0.`;
  }
  return `expected ${FIELDS}.`;
}
