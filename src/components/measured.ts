import { deployOverlap } from '../blueprint/platform/limits.ts';
import { pageOf } from '../examples/page.ts';
import { documented } from '../rehearsal/documented.ts';
import type { Evidence, Form, PlanSummary } from '../rehearsal/evidence.ts';
import {
  type Figure,
  figureLines,
  type Measured,
  measuredOf,
  type Overview,
  overviewOf,
} from '../rehearsal/figures.ts';
import { scenarios } from '../rehearsal/scenarios/index.ts';
import type { Scenario } from '../rehearsal/scenarios/scenario.ts';

/** The forms of an example in the order in which tables have them. */
export const shown = ['default', 'recommended'] as const;

/** What a table means by damage. */
export const damageNote =
  'orders lost, done twice, or late although the worker was told to stop and could have given them back, and instances that had to be killed or ended by themselves.';

/** The scenarios whose timelines stand on a framework's page; the others are a click away. */
export const isDrawn: ReadonlySet<string> = new Set(['deploy', 'long-job']);

/** A scenario that was played in at least one form. */
export interface Played extends Pick<Scenario, 'name' | 'title' | 'summary'> {
  forms: Record<Form, Measured | undefined>;
}

/** The scenarios that an example's evidence has, in the order of all scenarios. */
export function playedOf(evidence: Evidence): Played[] {
  return scenarios
    .map(({ name, title, summary }) => ({
      name,
      title,
      summary,
      forms: {
        default: measuredOf(evidence, 'default', name),
        recommended: measuredOf(evidence, 'recommended', name),
      },
    }))
    .filter(({ forms }) => forms.default || forms.recommended);
}

/** The forms that anything was played in. */
export function playedForms(played: readonly Played[]): (typeof shown)[number][] {
  return shown.filter((form) => played.some(({ forms }) => forms[form]));
}

/** What stands in place of the numbers where there are none. */
export function whyNot(plan: Pick<PlanSummary, 'notRehearsed'> | undefined): string {
  return (
    plan?.notRehearsed ?? 'There is no evidence of this example yet, so there are no numbers here.'
  );
}

/** The head of a column. */
export const formTitles: Record<Form, string> = { default: 'Default', recommended: 'Recommended' };

/** How the numbers came to be, as names and values; values have code in backticks. */
export function provenanceOf(evidence: Evidence): { name: string; value: string }[] {
  const all = shown.flatMap((form) => evidence.forms[form].scenarios);
  const days = [...new Set(all.map(({ date }) => date))].sort();
  const overlaps = [
    ...new Set(
      shown
        .filter((form) => evidence.forms[form].scenarios.length > 0)
        .map((form) => evidence.forms[form].overlap),
    ),
  ];
  const settings = (form: Form) => {
    const [server] = evidence.forms[form].scenarios[0]?.servers ?? [];
    return Object.entries(server?.settings ?? {})
      .map(([name, value]) => `${name} ${value}`)
      .join(', ');
  };
  return [
    {
      name: 'Versions',
      value: Object.entries(evidence.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
    },
    { name: 'Obtained from', value: evidence.obtained },
    {
      name: 'Measured',
      value: days.length > 1 ? `${days[0]} to ${days.at(-1)}` : (days[0] ?? ''),
    },
    { name: 'Command', value: `\`${evidence.command}\`` },
    { name: 'Machine', value: `${evidence.machine.platform}, ${evidence.machine.cores} cores` },
    { name: 'Memory', value: 'of all processes of an instance; pages that they share count once' },
    { name: 'Overlap', value: `${overlaps.join(' and ')} s here, ${deployOverlap} s on Render` },
    ...shown
      .filter((form) => evidence.forms[form].scenarios.length > 0)
      .map((form) => {
        const { worker } = evidence.forms[form];
        return {
          name: `The ${form} form`,
          value: `\`${worker.startCommand}\`, SIGKILL after ${worker.shutdownDelay} s; ${settings(form)}`,
        };
      }),
  ];
}

/** What the overview of all frameworks has beside framework and form. */
export const overviewColumns: readonly { column: keyof Overview; title: string }[] = [
  { column: 'sigkill', title: 'SIGKILL in mid-job' },
  { column: 'back', title: 'Started again after' },
  { column: 'twice', title: 'Done twice' },
  { column: 'memory', title: 'Peak memory' },
  { column: 'connections', title: 'Connections' },
];

/** One framework of the overview. */
export interface OverviewRow {
  example: string;
  name: string;
  isRehearsed: boolean;
  forms: (Overview & { form: Form })[];
}

/** What SIGKILL and load cost in each framework that has an example. */
export function overviewRows(
  examples: readonly {
    example: string;
    evidence: Evidence | undefined;
    plan: PlanSummary | undefined;
  }[],
): OverviewRow[] {
  return examples.map(({ example, evidence, plan }) => ({
    example,
    name: plan?.framework ?? example,
    isRehearsed: evidence !== undefined,
    forms: (evidence ? playedForms(playedOf(evidence)) : shown).map((form) => ({
      form,
      ...overviewOf(evidence, form, documented[example]?.[form]),
    })),
  }));
}

/** The lines of `long-job` that stand side by side for all examples. */
export const longJobColumns = ['The order', 'Starts of the order', 'Lost', 'Work redone'] as const;

/** One form of an example under `long-job`. */
export interface LongJobRow {
  example: string;
  name: string;
  form: Form;
  /** In the order of {@link longJobColumns}. */
  figures: (Figure | undefined)[];
}

/** What became of a long order under deploys, in every form of an example that was rehearsed in that. */
export function longJobRows(
  examples: readonly { example: string; evidence: Evidence | undefined }[],
): LongJobRow[] {
  return examples.flatMap(({ example, evidence }) =>
    shown.flatMap((form) => {
      const measured = evidence && measuredOf(evidence, form, 'long-job');
      if (!measured) return [];
      const lines = figureLines({ default: undefined, recommended: measured });
      const figures = longJobColumns.map(
        (column) => lines.find(({ name }) => name === column)?.recommended,
      );
      return [{ example, name: evidence.framework, form, figures }];
    }),
  );
}

/** One example in the table of memory. */
export interface MemoryRow {
  example: string;
  name: string;
  versions: string;
  slots: string;
  memory: Figure;
  connections: string;
}

/**
 * What a worker took of memory and connections in any scenario, the leanest first. It is of the form that the
 * handbook recommends, or of the default where there is no other.
 */
export function memoryRows(
  examples: readonly {
    example: string;
    evidence: Evidence | undefined;
    /** The example's `render.yaml`. */
    blueprint: string;
  }[],
): MemoryRow[] {
  return examples
    .flatMap(({ example, evidence, blueprint }) => {
      const form = playedForms(evidence ? playedOf(evidence) : []).at(-1);
      if (!evidence || !form) return [];
      const { scenarios: played, worker } = evidence.forms[form];
      const peaks = played.flatMap(({ instances }) => instances.map((own) => own.peakMemory));
      return [
        {
          peak: Math.max(...peaks),
          example,
          name: evidence.framework,
          versions: versionsOf(evidence),
          slots: slotsOf(worker.startCommand, blueprint) ?? 'not set',
          memory: overviewOf(evidence, form, undefined).memory,
          connections: connectionsByStore(played),
        },
      ];
    })
    .sort((a, b) => a.peak - b.peak)
    .map(({ peak: _, ...row }) => row);
}

/** The table of all examples by their memory, in inline Markdown. */
export function memoryTable(examples: Parameters<typeof memoryRows>[0]): {
  head: readonly string[];
  rows: string[][];
} {
  return {
    head: [
      'Example',
      'Versions',
      'Jobs at once',
      'Peak memory of an instance',
      'Connections at most, of all',
    ],
    rows: memoryRows(examples).map(({ example, name, versions, slots, memory, connections }) => [
      `[${name}](/frameworks/${pageOf(example)}/#measured)`,
      versions,
      slots,
      figureText(memory),
      connections,
    ]),
  };
}

/** A number in inline Markdown; damage is bold. */
export function figureText(figure: Figure | undefined): string {
  if (!figure) return '';
  return figure.isBad ? `**${figure.text}**` : figure.text;
}

const languages = ['Python', 'Ruby', 'Elixir', 'Node.js', 'Go', 'Rust'];

/** The framework's version, and the language's. */
function versionsOf({ versions }: Evidence): string {
  return Object.entries(versions)
    .filter(([name], index) => index === 0 || languages.includes(name))
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

/** How many jobs an instance runs at once, by its command or its variable. */
function slotsOf(command: string, blueprint: string): string | undefined {
  const flag = /\s-(?:c|-?concurrency|-num-workers|-workers|-threads)[= ](\d+)/.exec(command);
  const variable = /key: WORKER_CONCURRENCY\s+value: "?(\d+)/.exec(blueprint);
  return flag?.[1] ?? variable?.[1];
}

/** The most connections that each store counted, the store by what it runs. */
function connectionsByStore(played: Evidence['forms'][Form]['scenarios']): string {
  const most = new Map<string, number>();
  for (const { software, connections } of played.flatMap(({ servers }) => servers)) {
    const [store = ''] = software.split(' ');
    most.set(store, Math.max(connections.most, most.get(store) ?? 0));
  }
  return [...most].map(([store, count]) => `${count} ${store}`).join(', ');
}

/** How a scenario is played, and what it cannot do without. */
export function callOf({ name, needs }: Pick<Scenario, 'name' | 'needs'>): string {
  const wants = [
    needs.includes('ledger') && 'a producer whose orders can be counted',
    needs.includes('broker') && 'the queue in a Key Value instance',
  ].filter((want) => want !== false);
  return `Play it with \`--scenario ${name}\`.${wants.length > 0 ? ` It needs ${wants.join(', and ')}.` : ''}`;
}

/** A verdict as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
