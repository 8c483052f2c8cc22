import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../fences/files.ts';
import {
  buildSkills,
  skills as folder,
  namesOf,
  type Skill,
  type SkillFinding,
  templates,
} from './build.ts';
import { validateSkill } from './validate.ts';

/** The skills as they are committed, by name. */
export function readSkills(root: string): Skill[] {
  const byName = new Map<string, Map<string, string>>();
  for (const path of filesBelow(root, folder)) {
    const [, name = '', ...rest] = path.split('/');
    const files = byName.get(name) ?? new Map<string, string>();
    files.set(rest.join('/'), readFileSync(join(root, path), 'utf8'));
    byName.set(name, files);
  }
  return [...byName].map(([name, files]) => ({ name, files }));
}

/** The tokens that each file of a skill may have, where its template says so. */
export function budgetsOf(root: string, { name, files }: Skill): Map<string, number> {
  return new Map(
    [...files.keys()].flatMap((file) => {
      const path = join(root, templates, name, file);
      if (!existsSync(path)) return [];
      const [, budget] = /^<!-- budget (\d+) -->$/m.exec(readFileSync(path, 'utf8')) ?? [];
      return budget === undefined ? [] : [[file, Number(budget)] as const];
    }),
  );
}

/**
 * Whether the committed skills are what pages and templates make of them, and right by themselves.
 *
 * @param root the project's root
 */
export function checkSkills(root: string): SkillFinding[] {
  if (namesOf(root).length === 0 && !existsSync(join(root, folder))) return [];
  const built = buildSkills(root);
  const findings = [...built.findings];
  const committed = new Map(readSkills(root).map((skill) => [skill.name, skill]));
  const drift = (path: string, what: string) =>
    findings.push({ path, line: 1, message: `${what} Run \`npm run build:skills\`.` });
  for (const { path } of built.unmarked) {
    drift(
      path,
      'What this page says of the skill files that its sections feed is not what they include.',
    );
  }
  for (const skill of built.skills) {
    const { name, files } = skill;
    const own = committed.get(name)?.files ?? new Map<string, string>();
    for (const file of new Set([...files.keys(), ...own.keys()])) {
      const path = `${folder}/${name}/${file}`;
      if (!own.has(file)) drift(path, 'This file of a skill is missing.');
      else if (!files.has(file)) drift(path, 'No template makes this file.');
      else if (own.get(file) !== files.get(file)) drift(path, 'The pages have changed since.');
    }
    committed.delete(name);
    for (const { file, message } of validateSkill(skill, budgetsOf(root, skill))) {
      findings.push({ path: `${templates}/${name}/${file}`, line: 1, message });
    }
  }
  for (const name of committed.keys()) drift(`${folder}/${name}`, 'No template makes this skill.');
  return findings;
}
