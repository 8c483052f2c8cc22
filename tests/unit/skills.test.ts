import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { zipSync } from 'fflate';
import type { Skill } from '../../src/skills/build.ts';
import { archiveOf, digestOf, discoveryIndex, legacyIndex } from '../../src/skills/discovery.ts';
import { marked } from '../../src/skills/mark.ts';
import { includesOf, sectionOf } from '../../src/skills/template.ts';
import { validateSkill } from '../../src/skills/validate.ts';
import { validateDiscovery } from '../../src/skills/validate-discovery.ts';

const main = (frontmatter: string, body = '# A skill\n\nSee [more](references/more.md).\n') =>
  `---\n${frontmatter}\n---\n\n${body}`;
const good = 'name: a-skill\ndescription: Does it. Use when it is to be done.';
const skill = (files: Record<string, string>): Skill => ({
  name: 'a-skill',
  files: new Map(Object.entries(files)),
});
const whole = skill({ 'SKILL.md': main(good), 'references/more.md': '# More\n' });
const messages = (of: Skill, budgets?: ReadonlyMap<string, number>) =>
  validateSkill(of, budgets).map(({ file, message }) => `${file}: ${message}`);

describe('a skill is held against the specification', () => {
  test('a right one', () => {
    assert.deepEqual(messages(whole), []);
    const more = `${good}\nlicense: MIT\ncompatibility: Node.js\nmetadata:\n  version: "1.0"\nallowed-tools: Bash Read`;
    assert.deepEqual(messages(skill({ 'SKILL.md': main(more, '# A\n') })), []);
  });

  const wrong: [string, Record<string, string>, RegExp][] = [
    ['no SKILL.md', { 'README.md': '# A\n' }, /needs a SKILL\.md/],
    ['no frontmatter', { 'SKILL.md': '# A\n' }, /begin with frontmatter/],
    [
      'a name that is not the folder',
      { 'SKILL.md': main('name: b\ndescription: x', '') },
      /not the folder's name, `a-skill`/,
    ],
    [
      'a name with capitals',
      { 'SKILL.md': main('name: A-Skill\ndescription: x', '') },
      /not 1 to 64 of a-z/,
    ],
    ['two hyphens', { 'SKILL.md': main('name: a--skill\ndescription: x', '') }, /single hyphens/],
    ['no name', { 'SKILL.md': main('description: x', '') }, /`name` is missing/],
    ['no description', { 'SKILL.md': main('name: a-skill', '') }, /`description` is missing/],
    [
      'an empty description',
      { 'SKILL.md': main('name: a-skill\ndescription: " "', '') },
      /`description` is missing/,
    ],
    [
      'a long description',
      { 'SKILL.md': main(`name: a-skill\ndescription: ${'x'.repeat(1025)}`, '') },
      /1025 characters; 1024 are allowed/,
    ],
    [
      'an unknown field',
      { 'SKILL.md': main(`${good}\nversion: "1"`, '') },
      /has `version`\. Expected only name/,
    ],
    [
      'a long compatibility',
      { 'SKILL.md': main(`${good}\ncompatibility: ${'x'.repeat(501)}`, '') },
      /not 1 to 500 characters/,
    ],
    [
      'metadata that is a list',
      { 'SKILL.md': main(`${good}\nmetadata:\n  tags:\n    - a`, '') },
      /`metadata` is no map of texts/,
    ],
    [
      'brackets',
      { 'SKILL.md': main(`${good}\nmetadata: { version: "1" }`, '') },
      /strict YAML readers refuse/,
    ],
    ['no YAML', { 'SKILL.md': main('name: "a', '') }, /is no YAML/],
    ['a long body', { 'SKILL.md': main(good, '\n'.repeat(500)) }, /fewer than 500 are allowed/],
    [
      'a large body',
      { 'SKILL.md': main(good, 'word '.repeat(6000)) },
      /About \d+ tokens; the budget is 5000/,
    ],
    [
      'a large reference',
      { 'SKILL.md': main(good), 'references/more.md': 'word '.repeat(6000) },
      /references\/more\.md: About \d+ tokens/,
    ],
    ['a link to nothing', { 'SKILL.md': main(good) }, /`references\/more\.md` leads to no file/],
    ['a link to the root', { 'SKILL.md': main(good, '[a](/b.md)') }, /`\/b\.md` leads to no file/],
    [
      'a file that nothing leads to',
      { 'SKILL.md': main(good, ''), 'references/more.md': '# M\n' },
      /references\/more\.md: SKILL\.md has no link/,
    ],
    [
      'a folder in a folder',
      { 'SKILL.md': main(good, '[a](a/b/c.md)'), 'a/b/c.md': '# C\n' },
      /one file, or one folder and a file/,
    ],
  ];
  for (const [what, files, message] of wrong) {
    test(what, () => assert.match(messages(skill(files)).join('\n'), message));
  }

  test('a budget of its own', () => {
    assert.match(messages(whole, new Map([['references/more.md', 1]])).join(), /the budget is 1\./);
  });
});

describe('discovery', () => {
  const archive = archiveOf(whole);
  const index = discoveryIndex([whole]);
  const served = (path: string) => (path === 'a-skill.zip' ? archive : undefined);
  const [entry] = index.skills;
  assert.ok(entry);

  test('the index of this project is right', () => {
    assert.deepEqual(validateDiscovery(index, served), []);
    assert.deepEqual(
      [entry.type, entry.url, entry.digest],
      ['archive', 'a-skill.zip', digestOf(archive)],
    );
  });

  test('a skill of one file is served as it is', () => {
    const text = main(good, '# A\n');
    const alone = discoveryIndex([skill({ 'SKILL.md': text })]);
    assert.equal(alone.skills[0]?.type, 'skill-md');
    assert.deepEqual(
      validateDiscovery(alone, () => Buffer.from(text)),
      [],
    );
  });

  test('an archive has the same bytes each time, in any order of its files', () => {
    const turned = skill(Object.fromEntries([...whole.files].reverse()));
    assert.deepEqual(archiveOf(turned), archive);
  });

  test('the older index lists the files, SKILL.md first', () => {
    const files = legacyIndex([whole]).skills[0]?.files;
    assert.deepEqual(files, ['SKILL.md', 'references/more.md']);
  });

  const dotted = zipSync({ './SKILL.md': new Uint8Array(), SKILL: new Uint8Array() });
  const escaping = zipSync({ '../SKILL.md': new Uint8Array(), 'SKILL.md': new Uint8Array() });
  const with_ = (change: Record<string, unknown>) => ({
    ...index,
    skills: [{ ...entry, ...change }],
  });
  const wrong: [string, unknown, RegExp, Uint8Array?][] = [
    ['another schema', { ...index, $schema: 'https://x.test' }, /Clients know only/],
    ['no list', { $schema: index.$schema }, /`skills` is no list/],
    [
      'a missing field',
      with_({ description: undefined }),
      /no text in description; clients skip it/,
    ],
    ['a wrong digest', with_({ digest: `sha256:${'0'.repeat(64)}` }), /Clients drop it/],
    ['another type', with_({ type: 'folder' }), /neither skill-md nor archive/],
    ['nothing there', with_({ url: 'b.zip' }), /nothing is served at `b\.zip`/],
    ['the same name twice', { ...index, skills: [entry, entry] }, /another entry has this name/],
    [
      'names with ./',
      with_({ digest: digestOf(dotted) }),
      /has `\.\/SKILL\.md`[\s\S]*no SKILL\.md at its root/,
      dotted,
    ],
    ['names that leave', with_({ digest: digestOf(escaping) }), /has `\.\.\/SKILL\.md`/, escaping],
    ['no zip', with_({ digest: digestOf(Buffer.from('x')) }), /does not unpack/, Buffer.from('x')],
  ];
  for (const [what, value, message, bytes] of wrong) {
    test(what, () => {
      const read = (path: string) => (path === 'a-skill.zip' ? (bytes ?? archive) : undefined);
      assert.match(validateDiscovery(value, read).join('\n'), message);
    });
  }
});

describe('sections', () => {
  const page =
    '---\ntitle: P\n---\n\nIntro.\n\n## One\n\nText.\n\n```sh\n## no heading\n```\n\n### Below\n\nMore.\n\n## Two\n\nEnd.\n';
  const body = page.slice(page.indexOf('Intro'));
  const cut = (words: string) => {
    const [include] = includesOf(`<!-- include guides/p#${words} -->`);
    return include && sectionOf(body, include);
  };

  test('are cut at the next heading of their depth', () => {
    assert.equal(cut(''), 'Intro.');
    assert.equal(cut('one'), '## One\n\nText.\n\n```sh\n## no heading\n```\n\n### Below\n\nMore.');
    assert.equal(cut('one only'), '## One\n\nText.\n\n```sh\n## no heading\n```');
    assert.equal(cut('two bare'), 'End.');
    assert.equal(cut('three'), undefined);
  });

  test('say which skill files they feed, and again when that changes', () => {
    const fed = new Map([
      ['', ['a/SKILL.md']],
      ['one', ['b/SKILL.md', 'a/references/x.md']],
    ]);
    const text = marked('p.md', page, fed);
    assert.match(text, /---\n\n<!-- feeds a\/SKILL\.md -->\n\nIntro/);
    assert.match(text, /## One\n\n<!-- feeds a\/references\/x\.md b\/SKILL\.md -->\n\nText/);
    assert.equal(marked('p.md', text, fed), text);
    assert.equal(marked('p.md', text, new Map()), page);
  });

  test('in MDX the comment is one of its own kind, below the imports', () => {
    const mdx = "---\ntitle: P\n---\n\nimport A from './A.astro';\n\nIntro.\n\n## One\n\n<A />\n";
    const fed = new Map([
      ['', ['a/SKILL.md']],
      ['one', ['a/SKILL.md']],
    ]);
    const text = marked('p.mdx', mdx, fed);
    assert.match(text, /astro';\n\n\{\/\* feeds a\/SKILL\.md \*\/\}\n\nIntro/);
    assert.equal(marked('p.mdx', text, new Map()), mdx);
  });
});
