import { posix } from 'node:path';
import { estimateTokenCount } from 'tokenx';
import { parseDocument, visit } from 'yaml';
import type { MarkdownNode } from '../fences/fence.ts';
import { cutFrontmatter } from '../fences/frontmatter.ts';
import { parseMarkdown } from '../fences/markdown.ts';
import type { Skill } from './build.ts';

/** What is wrong with a skill's file. */
export interface Violation {
  /** Below the skill's folder. */
  file: string;
  message: string;
}

/** Limits of https://agentskills.io/specification. */
const MOST_LINES = 500;
const MOST_TOKENS = 5000;
const LONGEST_NAME = 64;
const LONGEST_DESCRIPTION = 1024;
const LONGEST_COMPATIBILITY = 500;
const fields = ['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools'];

/** What a reference may have if its template sets no budget of its own. */
export const REFERENCE_TOKENS = 5000;

/**
 * Holds a skill against the specification, and against what its reference validator does not look at:
 * links, sizes, files that nothing leads to.
 *
 * @param budgets tokens that a file may have, by its path below the skill's folder
 */
export function validateSkill(
  { name, files }: Skill,
  budgets: ReadonlyMap<string, number> = new Map(),
): Violation[] {
  const found: Violation[] = [];
  const say = (file: string, message: string) => found.push({ file, message });
  const main = files.get('SKILL.md');
  if (main === undefined) {
    say('SKILL.md', 'A skill needs a SKILL.md at its root.');
    return found;
  }
  const { yaml, body } = cutFrontmatter(main);
  if (yaml === undefined) {
    say('SKILL.md', 'The file has to begin with frontmatter between two lines of `---`.');
    return found;
  }
  for (const message of frontmatter(yaml, name)) say('SKILL.md', message);

  const lines = body.split('\n').length;
  if (lines >= MOST_LINES)
    say('SKILL.md', `The body has ${lines} lines; fewer than ${MOST_LINES} are allowed.`);
  for (const [file, text] of files) {
    const isMain = file === 'SKILL.md';
    if (!/^[\w-]+(?:\.[\w-]+)*(?:\/[\w-]+(?:\.[\w-]+)*)?$/.test(file)) {
      say(
        file,
        'A path is one file, or one folder and a file, of letters, digits, `-`, `_` and dots.',
      );
    }
    if (!file.endsWith('.md')) continue;
    const most = budgets.get(file) ?? (isMain ? MOST_TOKENS : REFERENCE_TOKENS);
    const tokens = estimateTokenCount(isMain ? body : text);
    if (tokens > most) say(file, `About ${tokens} tokens; the budget is ${most}.`);
  }
  found.push(...links(files, body));
  return found;
}

function frontmatter(yaml: string, folder: string): string[] {
  const found: string[] = [];
  const document = parseDocument(yaml, { schema: 'failsafe' });
  for (const { message } of document.errors) found.push(`The frontmatter is no YAML: ${message}`);
  if (found.length > 0) return found;
  visit(document, {
    Collection(_, { flow }) {
      if (flow)
        found.push(
          'The frontmatter has a list or map in brackets, which strict YAML readers refuse.',
        );
    },
    Alias() {
      found.push('The frontmatter has an alias, which strict YAML readers refuse.');
    },
  });
  const data = document.toJS() as Record<string, unknown> | null;
  if (data === null || typeof data !== 'object') return [...found, 'The frontmatter is no map.'];
  for (const key of Object.keys(data)) {
    if (!fields.includes(key)) {
      found.push(`The frontmatter has \`${key}\`. Expected only ${fields.join(', ')}.`);
    }
  }
  const { name, description, license, compatibility, metadata } = data;
  if (typeof name !== 'string') found.push('`name` is missing.');
  else {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) || name.length > LONGEST_NAME) {
      found.push(
        `\`name: ${name}\` is not 1 to ${LONGEST_NAME} of a-z, 0-9 and single hyphens inside.`,
      );
    }
    if (name !== folder) found.push(`\`name: ${name}\` is not the folder's name, \`${folder}\`.`);
  }
  if (typeof description !== 'string' || description.trim() === '') {
    found.push('`description` is missing.');
  } else if (description.length > LONGEST_DESCRIPTION) {
    found.push(
      `\`description\` has ${description.length} characters; ${LONGEST_DESCRIPTION} are allowed.`,
    );
  }
  if (license !== undefined && typeof license !== 'string') found.push('`license` is no text.');
  if (compatibility !== undefined) {
    const length = typeof compatibility === 'string' ? compatibility.length : 0;
    if (length < 1 || length > LONGEST_COMPATIBILITY) {
      found.push(`\`compatibility\` is not 1 to ${LONGEST_COMPATIBILITY} characters of text.`);
    }
  }
  if (metadata !== undefined) {
    const values = metadata && typeof metadata === 'object' ? Object.values(metadata) : [undefined];
    if (!values.every((value) => typeof value === 'string')) {
      found.push('`metadata` is no map of texts.');
    }
  }
  return found;
}

/** Relative links have to lead to a file of the skill, and SKILL.md to every file. */
function links(files: Skill['files'], body: string): Violation[] {
  const found: Violation[] = [];
  const reached = new Set(['SKILL.md']);
  for (const [file, text] of files) {
    if (!file.endsWith('.md')) continue;
    for (const url of urlsOf(file === 'SKILL.md' ? body : text)) {
      if (/^(?:[a-z][a-z+.-]*:|#)/i.test(url)) continue;
      const target = posix.join(posix.dirname(file), url.split('#')[0] ?? '');
      if (url.startsWith('/') || !files.has(target)) {
        found.push({ file, message: `\`${url}\` leads to no file of the skill.` });
      } else if (file === 'SKILL.md') reached.add(target);
    }
  }
  for (const file of files.keys()) {
    if (!reached.has(file)) found.push({ file, message: 'SKILL.md has no link to this file.' });
  }
  return found;
}

function urlsOf(markdown: string): string[] {
  const found: string[] = [];
  const collect = (node: MarkdownNode) => {
    if (node.url !== undefined) found.push(node.url);
    node.children?.forEach(collect);
  };
  collect(parseMarkdown('skill.md', markdown));
  return found;
}
