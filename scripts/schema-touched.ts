import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../src/fences/files.ts';
import { cutFrontmatter } from '../src/fences/frontmatter.ts';
import { addressOf } from '../src/twins/pages.ts';
import type { Change } from './schema-compare.ts';

/** What of the project names a field or value that changed. */
export interface Touched {
  /** Ids of rules. */
  rules: string[];
  /** Addresses of pages. */
  pages: string[];
  /** Names of examples; `render.yaml` is the project's own. */
  examples: string[];
}

/** How files are matched, for the report. */
export const howMatched =
  'Touched is what names the field in code, wherever in a Blueprint it stands, and for a value the value too: rules by their source, pages by backticks and fences, examples by their render.yaml.';

interface File {
  name: string;
  text: string;
}

/** Makes a finder of what a change touches in a project. */
export function makeTouched(root: string): (change: Change) => Touched {
  const read = (paths: string[], name: (path: string) => string): File[] =>
    paths.map((path) => ({ name: name(path), text: readFileSync(join(root, path), 'utf8') }));
  const rules = read(
    filesBelow(root, 'src/blueprint/rules').filter(
      (path) => !/\/(?:index|rule|sources)\.ts$/.test(path),
    ),
    (path) => path.replace(/^.*\/|\.ts$/g, ''),
  );
  const pages = read(
    filesBelow(root, 'src/content/docs').filter((path) => /\.mdx?$/.test(path)),
    addressOf,
  ).map(({ name, text }) => ({ name, text: codeOf(text) }));
  const examples = read(
    ['render.yaml', ...filesBelow(root, 'examples')].filter((path) =>
      /(?:^|\/)render\.yaml$/.test(path),
    ),
    (path) => path.split('/').at(-2) ?? path,
  );
  return (change) => {
    const isTouched = matcher(change);
    const among = (files: File[]) =>
      files.filter(({ text }) => isTouched(text)).map(({ name }) => name);
    return { rules: among(rules), pages: among(pages), examples: among(examples) };
  };
}

/** The fences and backticks of a page, and no prose. */
function codeOf(markdown: string): string {
  const code: string[] = [];
  const { body } = cutFrontmatter(markdown);
  const prose = body.replaceAll(/^( *)(`{3,})[\s\S]*?^\1\2$/gm, (fence) => {
    code.push(fence);
    return '';
  });
  return [...code, ...(prose.match(/`[^`\n]+`/g) ?? [])].join('\n');
}

function matcher({ place, what, detail }: Change): (text: string) => boolean {
  const field = place.split('.').at(-1) ?? place;
  const isNamed = word(field);
  if (what !== 'value') return (text) => isNamed.test(text);
  const isValue = word(detail);
  return (text) => isNamed.test(text) && isValue.test(text);
}

/** A word in code: in quotes or backticks, before a colon, or after one. */
function word(text: string): RegExp {
  const exact = text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const whole = String.raw`(?<![\w-])${exact}(?![\w-])`;
  return new RegExp(String.raw`(?<=['"\`.]|: )${whole}|${whole}(?=['"\`:])`);
}
