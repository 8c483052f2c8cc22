import { docsPath } from '../blueprint/index.ts';
import { site } from '../site.ts';
import { type Answers, storeOf } from './answers.ts';
import type { Framework } from './frameworks/framework.ts';
import type { Cost, LoadLine, Note } from './types.ts';
import { number } from './words.ts';

interface Content {
  answers: Answers;
  framework: Framework;
  notes: readonly Note[];
  load: readonly LoadLine[];
  cost: Cost;
  /** The README of the example. */
  example: string;
}

/** Writes the README: how to deploy, how to try it, what was decided. */
export function writeReadme(content: Content): string {
  const { answers, framework, notes, example } = content;
  const warnings = notes.filter(({ kind }) => kind === 'warning');
  const choices = notes.filter(({ kind }) => kind === 'choice');
  return `${[
    `# ${framework.label} on Render`,
    `A worker that takes orders from a queue and writes one receipt for each, made for the load below. The order stands for your job: replace the task, keep what surrounds it. [${framework.label} in the handbook](${site}/frameworks/${answers.framework}/) explains the code.`,
    ...(warnings.length > 0 ? ['## Read this first', list(warnings)] : []),
    '## Deploy it',
    deploySteps(answers),
    sectionOf(example, 'Run it'),
    ...(answers.producer === 'web' ? [] : [producerText(answers)]),
    '## What was decided',
    list(choices),
    '## The load',
    loadTable(content.load),
    '## What it costs',
    costTable(content.cost),
  ].join('\n\n')}\n`;
}

function list(notes: readonly Note[]): string {
  return notes
    .map(({ text, href, about }) => `- \`${placeOf(about)}\`: ${text} [More](${site}${href})`)
    .join('\n');
}

function placeOf({ file, lines }: Note['about']): string {
  return lines ? `${file}:${lines.first}` : file;
}

function deploySteps({ framework, producer }: Answers): string {
  const created = {
    web: `\`${framework}-api\`, \`${framework}-worker\``,
    cron: `\`${framework}-cron\`, \`${framework}-worker\``,
    outside: `\`${framework}-worker\``,
  }[producer];
  const store = storeOf(framework) === 'postgres' ? 'db' : 'broker';
  const lock =
    framework === 'oban'
      ? ' Run `mix deps.get` before, and commit the `mix.lock` that it writes.'
      : '';
  const then = {
    web: `Send orders to the address of \`${framework}-api\`.`,
    cron: `Wait for the schedule, or choose **Trigger Run** on \`${framework}-cron\`.`,
    outside: `Give your producer the internal URL of \`${framework}-${store}\`.`,
  }[producer];
  return [
    `1. Put these files into the root of a Git repository and push it.${lock}`,
    `2. In the Render Dashboard choose **New > Blueprint** and pick the repository. It creates ${created} and \`${framework}-${store}\`.`,
    `3. ${then}`,
  ].join('\n');
}

function producerText(answers: Answers): string {
  const isCron = answers.producer === 'cron';
  const what = isCron
    ? 'The cron job in `render.yaml` enqueues'
    : 'Your producer enqueues, wherever it runs';
  return [
    `${what}; the web service above is not deployed. It stays here because it shows how a job is enqueued, and to try the worker by hand.`,
    ...(isCron ? [] : [reference(answers)]),
  ].join('\n\n');
}

/** How the Blueprint of a producer takes the address of the store. */
function reference({ framework }: Answers): string {
  const [key, source] =
    storeOf(framework) === 'postgres'
      ? ['DATABASE_URL', `fromDatabase:\n    name: ${framework}-db`]
      : ['REDIS_URL', `fromService:\n    type: keyvalue\n    name: ${framework}-broker`];
  return [
    'A producer on Render, in the same workspace and region, takes the address in its own `render.yaml`:',
    `\`\`\`yaml\n- key: ${key}\n  ${source}\n    property: connectionString\n\`\`\``,
    'A check of that file says [`unknown-reference`]' +
      `(${site}${docsPath('unknown-reference')}), because the name is defined in this one.`,
  ].join('\n\n');
}

/** A section of the example's README, with its heading. */
function sectionOf(readme: string, heading: string): string {
  const [, after = ''] = readme.split(`\n## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return `## ${heading}\n${section.trimEnd()}`;
}

function loadTable(load: readonly LoadLine[]): string {
  const rows = load.map(
    ({ what, value, limit, unit, how }) =>
      `| ${what} | ${number(value)} | ${limit === undefined ? '' : number(limit)} | ${unit} | ${how} |`,
  );
  return ['| What | Value | Limit | | How |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function costTable({ lines, total, isComplete, source, read }: Cost): string {
  const rows = lines.map(({ what, plan, count, price, isUncertain }) => {
    const shown = price === undefined ? 'not known' : `${number(price)}${isUncertain ? ' ?' : ''}`;
    return `| \`${what}\` | ${number(count)} × ${plan} | ${shown} |`;
  });
  const sum = isComplete ? number(total) : `${number(total)} and what is not known`;
  return [
    [
      '| What | Plan | USD a month |',
      '| --- | --- | --- |',
      ...rows,
      `| Together | | ${sum} |`,
    ].join('\n'),
    `A question mark stands where one source alone has the price, or where it depends on use. Prices: [${source.title}](${source.url}), read ${read}. Check [render.com/pricing](https://render.com/pricing).`,
  ].join('\n\n');
}
