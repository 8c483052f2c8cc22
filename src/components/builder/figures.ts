import { frameworks } from '../../builder/frameworks/index.ts';
import { assumptions } from '../../builder/size.ts';
import { counted, number } from '../../builder/words.ts';

/** What the arithmetic goes by, as a table. Texts may have links, as Markdown has them. */
export interface Figures {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

const share = (part: number) => `${number(part * 100)} %`;

/** Each assumption in words; a new one does not compile without any. */
const wordsOf: Record<keyof typeof assumptions, (value: number) => [what: string, value: string]> =
  {
    slotUse: (value) => ['Slots that are busy at the peak', share(value)],
    workerMemoryUse: (value) => ['Memory of a worker that is planned with', share(value)],
    storeUse: (value) => [
      'Memory of Key Value, or storage of Postgres, that is planned with',
      share(value),
    ],
    outageMinutes: (value) => ['How long jobs may wait without a worker', counted(value, 'minute')],
    peakHoursPerDay: (value) => [
      'Hours of a day that are as busy as the peak, for finished rows in Postgres',
      number(value),
    ],
    graceMargin: (value) => [
      'Time to spare for the longest job in a deploy',
      counted(value, 'second'),
    ],
    outsideConnections: (value) => [
      'Connections of producers that the Blueprint does not know',
      number(value),
    ],
    spareConnections: (value) => [
      'Connections of Key Value for a dashboard and a shell',
      number(value),
    ],
    reservedConnections: (value) => ['Connections of Postgres that are left alone', number(value)],
    migrationConnections: (value) => ['Connections of a migration', number(value)],
  };

/** What is taken for granted of every project. */
export function assumptionFigures(): Figures {
  const names = Object.keys(wordsOf) as (keyof typeof assumptions)[];
  return {
    head: ['Assumption', 'Value'],
    rows: names.map((name) => wordsOf[name](assumptions[name])),
  };
}

/** What is taken for granted of each framework. */
export function frameworkFigures(): Figures {
  return {
    head: ['Framework', 'Jobs at once on half a CPU, if they wait', 'Memory when idle'],
    rows: Object.values(frameworks).map(({ label, sizing }) => [
      `[${label}](${sizing.source})`,
      number(sizing.slotsOnHalfCpu),
      `${sizing.megabytes.base} MB, and ${sizing.megabytes.slot} MB for each slot`,
    ]),
  };
}
