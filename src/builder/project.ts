import { checkBlueprint } from '../blueprint/index.ts';
import { site } from '../site.ts';
import { builderPath } from './address.ts';
import type { Answers } from './answers.ts';
import { storeOf } from './answers.ts';
import { type ExampleBlueprint, readExampleBlueprint, required, textOf } from './example.ts';
import type { FileEdit, Framework } from './frameworks/framework.ts';
import { frameworks } from './frameworks/index.ts';
import { loadOf } from './load.ts';
import { type Billed, estimate } from './prices.ts';
import { writeReadme } from './readme.ts';
import { writeRenderYaml } from './render-yaml.ts';
import { type Size, sizeFor } from './size.ts';
import type { Cost, ExampleFiles, Note, Project, ProjectFile } from './types.ts';
import { replaceOnce } from './words.ts';

/**
 * Makes a whole project of the answers. The code is the example's, with the numbers that the answers
 * decide; `render.yaml` and `README.md` are written anew.
 *
 * @param source the files of the framework's example
 * @throws if the example lacks a piece that is to be changed, which the tests of the builder rule out
 */
export function buildProject(answers: Answers, source: ExampleFiles): Project {
  const framework = frameworks[answers.framework];
  const size = sizeFor(answers, framework);
  const edits = editsOf(answers, framework, size);
  const code = [
    ...source
      .filter(({ path }) => path !== 'render.yaml' && path !== 'README.md')
      .map((file) => edited(file, edits)),
    ...(answers.producer === 'cron' ? [framework.enqueuer(size).file] : []),
  ];
  const example = readExampleBlueprint(source);
  const blueprint = writeRenderYaml(answers, framework, size, example, `${site}${builderPath}`);
  const load = loadOf(answers, framework, size);
  const cost = costOf(answers, size, example);
  const notes = inOrder([...blueprint.notes, ...edits.flatMap((edit) => noteOf(edit, code))]);
  const readme = writeReadme({
    answers,
    framework,
    notes,
    load,
    cost,
    example: textOf(source, 'README.md'),
  });
  const files = [...code, textFile('render.yaml', blueprint.text), textFile('README.md', readme)];
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    blueprint: blueprint.text,
    notes,
    load,
    cost,
    findings: checkBlueprint(blueprint.text).diagnostics,
  };
}

const textFile = (path: string, text: string): ProjectFile => ({ path, text, isExecutable: false });

function editsOf({ producer }: Answers, framework: Framework, size: Size): FileEdit[] {
  const own = framework.edits?.(size) ?? [];
  return producer === 'cron' ? [...own, ...(framework.enqueuer(size).edits ?? [])] : own;
}

function edited(file: ProjectFile, edits: readonly FileEdit[]): ProjectFile {
  const own = edits.filter((edit) => edit.file === file.path);
  return {
    ...file,
    text: own.reduce((text, { from, to }) => replaceOnce(text, from, to), file.text),
  };
}

/** The note of a changed file, at the lines that were changed. */
function noteOf({ file, to, note }: FileEdit, code: readonly ProjectFile[]): Note[] {
  if (!note) return [];
  const text = code.find(({ path }) => path === file)?.text ?? '';
  const first = text.slice(0, text.indexOf(to)).split('\n').length;
  const last = first + to.split('\n').length - 1;
  const { kind = 'choice', ...rest } = note;
  return [{ ...rest, kind, about: { file, lines: { first, last } } }];
}

/** Warnings first; then those of `render.yaml`, then by file and line. */
function inOrder(notes: readonly Note[]): Note[] {
  const rank = ({ kind, about }: Note) =>
    (kind === 'warning' ? 0 : 2) + (about.file === 'render.yaml' ? 0 : 1);
  return [...notes].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.about.file.localeCompare(b.about.file) ||
      (a.about.lines?.first ?? 0) - (b.about.lines?.first ?? 0),
  );
}

function costOf(answers: Answers, size: Size, { web, worker, store }: ExampleBlueprint): Cost {
  const producer: Record<Answers['producer'], Billed[]> = {
    web: [{ what: required(web, 'name'), kind: 'server', plan: '0.5c-512mb', count: 1 }],
    cron: [{ what: `${answers.framework}-cron`, kind: 'cron', plan: '0.5c-512mb', count: 1 }],
    outside: [],
  };
  return estimate([
    ...producer[answers.producer],
    {
      what: required(worker, 'name'),
      kind: 'server',
      plan: size.workerPlan,
      count: size.instances,
    },
    { what: store.name, kind: storeOf(answers.framework), plan: size.storePlan, count: 1 },
    ...(size.diskGigabytes === undefined
      ? []
      : [
          {
            what: `${store.name}, storage`,
            kind: 'storage' as const,
            plan: `${size.diskGigabytes} GB`,
            count: size.diskGigabytes,
          },
        ]),
  ]);
}
