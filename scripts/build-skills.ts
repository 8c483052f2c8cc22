/**
 * Makes the agent skills in `skills/` from `src/content/skills/` and the pages that feed them, and writes
 * below the headings of those pages which skill files they feed.
 *
 *   node scripts/build-skills.ts
 *
 * Exit codes: 0 written, 1 a template or a page is wrong.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { estimateTokenCount } from 'tokenx';
import { buildSkills, skills as folder } from '../src/skills/build.ts';
import { budgetsOf, readSkills } from '../src/skills/check.ts';
import { REFERENCE_TOKENS, validateSkill } from '../src/skills/validate.ts';

const root = join(import.meta.dirname, '..');
const { skills, findings, unmarked } = buildSkills(root);
for (const { path, text } of unmarked) writeFileSync(join(root, path), text);
for (const { path, line, message } of findings) console.error(`${path}:${line} ${message}`);

let count = findings.length;
for (const skill of skills) {
  const budgets = budgetsOf(root, skill);
  for (const { file, message } of validateSkill(skill, budgets)) {
    console.error(`src/content/skills/${skill.name}/${file}: ${message}`);
    count += 1;
  }
  for (const [file, text] of skill.files) {
    const path = join(root, folder, skill.name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    const budget = budgets.get(file) ?? REFERENCE_TOKENS;
    console.log(`${skill.name}/${file}: about ${estimateTokenCount(text)} of ${budget} tokens`);
  }
}
for (const { name, files } of readSkills(root)) {
  const made = skills.find((skill) => skill.name === name)?.files;
  for (const file of files.keys()) {
    if (made?.has(file)) continue;
    const path = join(root, folder, name, file);
    if (!readFileSync(path, 'utf8').includes('npm run build:skills')) continue;
    rmSync(path);
    console.log(`${name}/${file}: removed, no template makes it`);
  }
}
process.exitCode = count > 0 ? 1 : 0;
