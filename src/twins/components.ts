import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, docsPath } from '../blueprint/index.ts';
import { defaultAnswers, type Question, questions } from '../builder/answers.ts';
import { questions as choice, type Link } from '../chooser/chooser.ts';
import { type BillName, billOf } from '../components/bills.ts';
import { assumptionFigures, frameworkFigures } from '../components/builder/figures.ts';
import { fileWithout, findingsOfMistakes, mistakes } from '../components/checked-example.ts';
import { coverageFigures } from '../components/coverage-figures.ts';
import { exampleTable } from '../components/example-table.ts';
import { type FactName, priceText, tableOf } from '../components/facts.ts';
import {
  callOf,
  damageNote,
  figureText,
  formTitles,
  isDrawn,
  longJobColumns,
  longJobRows,
  memoryTable,
  overviewColumns,
  overviewRows,
  playedForms,
  playedOf,
  provenanceOf,
  sentence,
  whyNot,
} from '../components/measured.ts';
import { fixText } from '../components/rule-fixes.ts';
import { shutdownOf } from '../components/shutdown.ts';
import {
  provenanceOf as provenanceOfRates,
  type ThroughputName,
  type ThroughputReport,
  throughputTables,
} from '../components/throughput.ts';
import { errorGroups, groupAddress, lineOf, messageAddress, preventedBy } from '../errors/index.ts';
import { builtExamples } from '../examples/checkout/built.ts';
import { exampleNames } from '../examples/checkout/read.ts';
import { pageOf } from '../examples/page.ts';
import { diagnose } from '../fences/diagnose.ts';
import { type Evidence, type Form, readEvidence, readPlan } from '../rehearsal/evidence.ts';
import { figureLines, type Measured, measuredOf, verdictOf } from '../rehearsal/figures.ts';
import { scenarios } from '../rehearsal/scenarios/index.ts';
import { seconds, stepsOf } from '../rehearsal/timeline.ts';
import { titleOf } from './pages.ts';

/** What a component was given on a page. */
export type Properties = Readonly<Record<string, string | number | boolean>>;

/** The components of the pages as plain Markdown, by name. Links in it are those of the pages. */
export const components: Readonly<
  Record<string, (properties: Properties, root: string) => string>
> = {
  Bill: ({ of }) => {
    const { head, rows } = billOf(of as BillName);
    return table(head, rows);
  },
  Builder: () => builder(),
  BuilderFigures: ({ of }) => {
    const { head, rows } = of === 'assumptions' ? assumptionFigures() : frameworkFigures();
    return table(head, rows);
  },
  CheckedExample: () => checkedExample(),
  Chooser: () =>
    choice
      .map(({ asks, rule }, index) => `${index + 1}. **${asks}** ${rule.map(markdownOf).join('')}`)
      .join('\n'),
  Coverage: (_, root) =>
    coverageFigures(root)
      .map(({ count, what }) => `- **${count}** ${what}`)
      .join('\n'),
  ErrorIndex: () => errorIndex(),
  ErrorMessages: ({ from }, root) => messages(String(from), root),
  Evidence: ({ example }, root) => evidence(String(example), root),
  EvidenceOverview: (_, root) => overview(root),
  ExampleTable: (_, root) => {
    const { head, rows } = exampleTable(builtExamples(root), (example) => hasPage(example, root));
    return table(head, rows);
  },
  FactTable: ({ of, from, names }) => {
    const { head, rows } = tableOf(
      of as FactName | 'fields',
      from === undefined ? undefined : String(from),
      names === undefined ? undefined : String(names),
    );
    if (of !== 'fields') return table(head, rows);
    // The addresses of sources stand at the end of the page, and a skill has to be short.
    const last = head.length - 1;
    return table(
      head,
      rows.map((row) => row.with(last, withoutLinks(row[last] ?? ''))),
    );
  },
  LongJobs: (_, root) => longJobs(root),
  MemoryTable: (_, root) => {
    const { head, rows } = memoryTable(
      exampleNames(root).map((example) => ({
        example,
        evidence: evidenceOf(example, root),
        blueprint: readFileSync(join(root, 'examples', example, 'render.yaml'), 'utf8'),
      })),
    );
    return table(head, rows);
  },
  Playground: () =>
    'The editor is on the web page and needs a browser. The same check in a terminal is `npx render-workers check`: see [Check your render.yaml](/guides/checking/).',
  Price: ({ of }) => priceText(String(of)),
  RuleTable: ({ origin }, root) => rules(String(origin), root),
  ScenarioList: ({ example, otherwise, form }, root) =>
    scenarioList([String(example), ...(otherwise ? [String(otherwise)] : [])], form as Form, root),
  Throughput: ({ of }, root) => throughput(String(of), root),
  ShutdownTimeline: ({ delay, grace, label }) => {
    const { chart, steps } = shutdownOf({
      delay: Number(delay),
      ...(grace !== undefined && { grace: Number(grace) }),
      ...(label !== undefined && { label: String(label) }),
    });
    return `${chart.label}\n\n${listOf(steps)}`;
  },
};

/** Components that only hold others; what is between their tags stays. */
export const wrappers: ReadonlySet<string> = new Set(['Tabs', 'TabItem', 'Steps']);

/** The file with its mistakes, what the check says of them, and the file without. */
function checkedExample(): string {
  const file = (mended: Parameters<typeof fileWithout>[0]) =>
    `\`\`\`yaml title="render.yaml"\n${fileWithout(mended)}\`\`\``;
  return [
    file(new Set()),
    findingsOfMistakes()
      .map(
        ({ rule, severity, message }) =>
          `- **${severity}** ${message} [${rule}](${docsPath(rule)})`,
      )
      .join('\n'),
    'With all four fixes:',
    file(new Set(mistakes)),
  ].join('\n\n');
}

/** What the form asks, for those who cannot fill it in. An address answers it, so that one can be handed on. */
function builder(): string {
  return [
    'The form asks the questions below. An answer can stand in the address of the web page, as in `/build/?framework=celery&longestSeconds=120`; what is missing is the default.',
    table(
      ['Parameter', 'Question', 'Values', 'Default'],
      questions.map((question) => [
        `\`${question.id}\``,
        `**${question.label}.** ${question.help}`,
        valuesOf(question),
        `\`${formatAnswer(defaultAnswers[question.id])}\``,
      ]),
    ),
  ].join('\n\n');
}

function valuesOf(question: Question): string {
  switch (question.kind) {
    case 'choice':
      return question.options.map(({ value }) => `\`${value}\``).join(', ');
    case 'boolean':
      return '`yes`, `no`';
    case 'number':
      return `${question.minimum} to ${question.maximum} ${question.unit}`;
  }
}

function formatAnswer(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

function evidence(example: string, root: string): string {
  const found = evidenceOf(example, root);
  const played = found ? playedOf(found) : [];
  if (!found || played.length === 0) {
    return `**Not rehearsed.** ${whyNot(readPlan(root, example))}`;
  }
  const shown = playedForms(played);
  const titles = shown.map((form) => formTitles[form]);
  const verdict = (measured: Measured | undefined) =>
    measured ? figureText(verdictOf(measured.scenario)) : 'not rehearsed';
  return [
    table(
      ['Scenario', ...titles],
      played.map(({ name, title, forms }) => [
        `[${title}](/reference/scenarios/#${name})`,
        ...shown.map((form) => verdict(forms[form])),
      ]),
    ),
    `Damage is bold: ${damageNote}`,
    ...played
      .filter(({ name }) => isDrawn.has(name))
      .flatMap(({ title, forms }) =>
        shown.flatMap((form) => {
          const measured = forms[form];
          return measured ? [`${title}, ${form} form:\n\n${timeline(measured)}`] : [];
        }),
      ),
    ...played.map(
      ({ title, summary, forms }) =>
        `**${title}: every number.** ${summary}\n\n${table(
          [title, ...titles],
          figureLines(forms).map((line) => [
            line.name,
            ...shown.map((form) =>
              forms[form] ? figureText(line[form]) || 'none' : 'not rehearsed',
            ),
          ]),
        )}`,
    ),
    table(
      ['How it was measured', ''],
      provenanceOf(found).map(({ name, value }) => [name, value]),
    ),
  ].join('\n\n');
}

function overview(root: string): string {
  const examples = exampleNames(root);
  const rows = overviewRows(
    examples.map((example) => ({
      example,
      evidence: evidenceOf(example, root),
      plan: readPlan(root, example),
    })),
  );
  return table(
    ['Framework', 'Form', ...overviewColumns.map(({ title }) => title)],
    rows.flatMap(({ example, name, isRehearsed, forms }) => {
      const linked = hasPage(example, root)
        ? `[${name}](/frameworks/${pageOf(example)}/#measured)`
        : name;
      if (!isRehearsed) return [[linked, 'not rehearsed', ...overviewColumns.map(() => '')]];
      return forms.map((row) => [
        linked,
        row.form,
        ...overviewColumns.map(({ column }) => figureText(row[column])),
      ]);
    }),
  );
}

function throughput(of: string, root: string): string {
  const path = join(root, 'bench/throughput.json');
  const report = JSON.parse(readFileSync(path, 'utf8')) as ThroughputReport;
  if (of === 'provenance') return provenanceOfRates(report);
  const { head, rows } = throughputTables[of as ThroughputName](report);
  return table(head, rows);
}

function longJobs(root: string): string {
  const all = exampleNames(root).map((example) => ({
    example,
    evidence: evidenceOf(example, root),
  }));
  return table(
    ['Example', 'Form', ...longJobColumns],
    longJobRows(all).map(({ example, name, form, figures }) => [
      `[${name}](/frameworks/${pageOf(example)}/#measured)`,
      form,
      ...figures.map((own) => figureText(own) || 'none'),
    ]),
  );
}

function hasPage(example: string, root: string): boolean {
  return existsSync(join(root, `src/content/docs/frameworks/${pageOf(example)}.mdx`));
}

function scenarioList(examples: readonly string[], form: Form, root: string): string {
  const all = examples.flatMap((example) => evidenceOf(example, root) ?? []);
  return scenarios
    .map((scenario) => {
      const found = all.find((candidate) => measuredOf(candidate, form, scenario.name));
      const measured = found && measuredOf(found, form, scenario.name);
      const shownHere = measured
        ? `${found.framework}, ${form} form: ${sentence(verdictOf(measured.scenario).text)}\n\n${timeline(measured)}`
        : `Not rehearsed with ${all[0]?.framework ?? examples[0]}.`;
      return `## ${scenario.title}\n\n${scenario.summary}\n\n${callOf(scenario)}\n\n${shownHere}`;
    })
    .join('\n\n');
}

function rules(origin: string, root: string): string {
  const fixture = (name: string) =>
    readFileSync(join(root, `tests/fixtures/rules/${name}.yaml`), 'utf8').trimEnd();
  return catalog
    .filter((entry) => entry.origin === origin)
    .map(({ id, severity, summary, why, sources }) => {
      const wrong = fixture(`${id}.bad`);
      const parts = [
        `### ${id}`,
        `Severity: ${severity}. **${summary}** ${why}`,
        `Wrong:\n\n${fence('yaml', wrong)}\n\n${findingsOf(wrong)}`,
        fixText(id, wrong),
        `Right:\n\n${fence('yaml', fixture(`${id}.good`))}`,
      ];
      const rests = sources.map(
        ({ title, url, read }) => `${url ? `[${title}](${url})` : title} (${read})`,
      );
      const prevented = preventedBy(id).map(
        (message) => `[${codeSpan(lineOf(message, 70))}](${messageAddress(message)})`,
      );
      if (prevented.length > 0) parts.push(`Prevents: ${prevented.join(', ')}`);
      if (rests.length > 0) parts.push(`Sources: ${rests.join('; ')}`);
      return parts.join('\n\n');
    })
    .join('\n\n');
}

function errorIndex(): string {
  return errorGroups
    .map((group) => {
      // No link in each row: it would be half of the table, and the heading has the page.
      const rows = group.messages.map((message) => [codeSpan(lineOf(message)), message.fix]);
      return `### [${group.title}](${groupAddress(group)})\n\n${table(['Message', 'Do'], rows)}`;
    })
    .join('\n\n');
}

function messages(from: string, root: string): string {
  const group = errorGroups.find(({ id }) => id === from);
  if (!group) throw new Error(`There is no group of messages ${from}.`);
  return group.messages
    .map(({ means, text, seen, cause, fix, page, rule, source }) => {
      const { title, url, read } = source;
      const facts = [
        `More: [${titleOf(root, page.slice(0, page.indexOf('#')))}](${page}).`,
        ...(rule ? [`Prevented by [${rule}](/reference/rules/#${rule}).`] : []),
        `Seen: ${seen}.`,
        `Source: ${url ? `[${title}](${url})` : title} (${read}).`,
      ];
      return [`## ${means}`, fence('text', text), cause, `**Do:** ${fix}`, facts.join(' ')].join(
        '\n\n',
      );
    })
    .join('\n\n');
}

/** Code in a line of Markdown, whatever marks it holds. */
function codeSpan(code: string): string {
  return code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}

/** What the checker says of a Blueprint or fragment that is wrong on purpose, as a list. */
export function findingsOf(code: string, place?: string, host?: string): string {
  return diagnose(code, place, host)
    .map(({ rule, severity, message, range }) => {
      const at = range ? `${range.start.line}:${range.start.column} ` : '';
      return `- ${at}**${severity}** ${message} [${rule}](/reference/rules/#${rule})`;
    })
    .join('\n');
}

function markdownOf(part: string | Link): string {
  return typeof part === 'string' ? part : `[${part.text}](${part.href})`;
}

function timeline({ scenario }: Measured): string {
  return listOf(stepsOf(scenario).map(({ at, text }) => ({ at: seconds(at), text })));
}

/** A text whose links are read and cannot be followed. */
function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
}

function listOf(steps: readonly { at: string; text: string }[]): string {
  return steps.map(({ at, text }, index) => `${index + 1}. ${at}: ${text}`).join('\n');
}

function evidenceOf(example: string, root: string): Evidence | undefined {
  if (existsSync(join(root, 'examples', example))) return readEvidence(root, example);
  throw new Error(`There is no examples/${example}.`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function fence(language: string, code: string): string {
  const marks = code.includes('```') ? '````' : '```';
  return `${marks}${language}\n${code}\n${marks}`;
}
