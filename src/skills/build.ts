import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../fences/files.ts';
import { cutFrontmatter } from '../fences/frontmatter.ts';
import { bodyOf, type Page, readPages } from '../twins/index.ts';
import { marked } from './mark.ts';
import { includesOf, sectionOf } from './template.ts';

/** A finding about a skill, a template or a page that feeds one. */
export interface SkillFinding {
  /** Relative to the project's root. */
  path: string;
  line: number;
  message: string;
}

/** A skill as it is written: its files by path below its folder. */
export interface Skill {
  name: string;
  files: ReadonlyMap<string, string>;
}

/** Where templates lie, and where skills are written to. */
export const templates = 'src/content/skills';
export const skills = 'skills';

const generated =
  '<!-- Generated from the handbook by `npm run build:skills`. Change the pages, not this. -->';

/**
 * Makes every skill from its templates and the sections of the pages that feed it.
 *
 * @param root the project's root
 */
export function buildSkills(root: string): {
  skills: Skill[];
  findings: SkillFinding[];
  /** Pages that do not say which skill files their sections feed, with the text that does. */
  unmarked: { path: string; text: string }[];
} {
  const pages = readPages(root);
  const bodies = new Map<string, string>();
  const body = (page: Page) => {
    const known = bodies.get(page.address) ?? bodyOf(page, pages, root, { keepsMeta: true });
    bodies.set(page.address, known);
    return known;
  };
  const findings: SkillFinding[] = [];
  const fed = new Map<string, Map<string, string[]>>();
  const feed = (path: string, anchor: string, file: string) => {
    const sections = fed.get(path) ?? new Map<string, string[]>();
    const files = sections.get(anchor) ?? [];
    if (!files.includes(file)) files.push(file);
    fed.set(path, sections.set(anchor, files));
  };
  const built = namesOf(root).map((name) => {
    const folder = `${templates}/${name}`;
    const files = filesBelow(root, folder).map((path): [string, string] => {
      const template = readFileSync(join(root, path), 'utf8');
      const own = path.slice(folder.length + 1);
      let text = '';
      let at = 0;
      for (const include of includesOf(template)) {
        const line = template.slice(0, include.from).split('\n').length;
        const page = pages.find(({ address }) => address === include.address);
        const section = page && sectionOf(body(page), include);
        if (!page) findings.push({ path, line, message: `There is no page ${include.address}.` });
        else if (section === undefined) {
          findings.push({ path, line, message: `${page.path} has no heading #${include.anchor}.` });
        } else feed(page.path, include.anchor, `${name}/${own}`);
        text += template.slice(at, include.from) + (section ?? '');
        at = include.to;
      }
      text += template.slice(at);
      return [own, withMark(text)];
    });
    return { name, files: new Map(files) };
  });
  const unmarked = pages.flatMap(({ path, source }) => {
    const text = marked(path, source, fed.get(path) ?? new Map());
    return text === source ? [] : [{ path, text }];
  });
  return { skills: built, findings, unmarked };
}

/** The skills that have templates. */
export function namesOf(root: string): string[] {
  const folder = join(root, templates);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The mark comes after the frontmatter, if there is one. */
function withMark(text: string): string {
  const { head, body } = cutFrontmatter(text);
  const rest = body.replace(/^<!-- budget \d+ -->\n/, '').trim();
  return `${head}${head === '' ? '' : '\n'}${generated}\n\n${rest}\n`;
}
