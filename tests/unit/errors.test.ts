import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { catalog } from '../../src/blueprint/index.ts';
import {
  errorGroups,
  errorMessages,
  groupAddress,
  lineOf,
  messageAddress,
  preventedBy,
} from '../../src/errors/index.ts';
import { headingsOf } from '../../src/skills/template.ts';
import { twinAnchor } from '../../src/twins/anchors.ts';
import { bodyOf, readPages, twinOf } from '../../src/twins/index.ts';

const root = join(import.meta.dirname, '../..');
const pages = readPages(root);
const pageAt = (address: string) => pages.find((page) => page.address === address);
const rules = new Set(catalog.map(({ id }) => id));

/** What occurs more than once. */
function repeats(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

suite('the error messages', () => {
  test('are at least sixty, each with an id and a text of its own', () => {
    assert.ok(errorMessages.length >= 60, `${errorMessages.length} messages`);
    assert.deepEqual(repeats(errorMessages.map(({ id }) => id)), []);
    assert.deepEqual(repeats(errorMessages.map(({ text }) => text)), []);
  });

  test('are each shown by the page of their group, and by the index', () => {
    for (const group of errorGroups) {
      const page = pageAt(groupAddress(group));
      assert.ok(page, `there is no page ${groupAddress(group)}`);
      assert.match(page.source, new RegExp(`<ErrorMessages from="${group.id}" />`));
    }
    assert.match(pageAt('/reference/errors/')?.source ?? '', /<ErrorIndex \/>/);
    const shown = pages.filter(({ address }) => /^\/reference\/errors\/./.test(address));
    assert.equal(shown.length, errorGroups.length);
  });

  test('lead to sections that are there', () => {
    const anchors = new Map<string, Set<string>>();
    const broken = errorMessages.filter(({ page }) => {
      const [address = '', anchor = ''] = page.split('#');
      const own = pageAt(address);
      if (!own) return true;
      const known =
        anchors.get(address) ??
        new Set(headingsOf(own.path, bodyOf(own, pages, root)).map(({ slug }) => slug));
      anchors.set(address, known);
      return !known.has(anchor);
    });
    assert.deepEqual(
      broken.map(({ id, page }) => `${id}: ${page}`),
      [],
    );
  });

  test('name rules that are there, whose entries name them', () => {
    for (const { id, rule } of errorMessages) {
      if (rule === undefined) continue;
      assert.ok(rules.has(rule), `${id}: there is no rule ${rule}`);
    }
    const page = pageAt('/reference/rules/');
    assert.ok(page);
    const twin = twinOf(page, pages, root);
    for (const rule of rules) {
      for (const message of preventedBy(rule)) {
        const [path = '', anchor = ''] = messageAddress(message).split('#');
        assert.ok(
          twin.includes(`${path.replace(/\/$/, '.md')}#${twinAnchor(path, anchor)}`),
          `${rule} does not name ${message.id}`,
        );
      }
    }
  });

  test('have no anchor that another part of their page has', () => {
    for (const { id } of errorMessages) assert.notEqual(id, 'next');
    for (const { id } of errorMessages) assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  test('say only what is known: no empty part, no date to come', () => {
    const today = new Date().toISOString().slice(0, 10);
    for (const { id, means, seen, cause, fix, source } of errorMessages) {
      for (const part of [means, seen, cause, fix, source.title]) assert.ok(part.trim(), id);
      assert.match(source.read, /^20\d\d-\d\d-\d\d$/, id);
      assert.ok(source.read <= today, `${id}: ${source.read}`);
      assert.ok(source.url ?? source.title.startsWith('Experiment: '), `${id} has no address`);
    }
  });

  test('of the checker are what it says', () => {
    const folder = join(root, 'tests/fixtures/rules');
    const said = readdirSync(folder)
      .filter((name) => name.endsWith('.bad.txt'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const own = errorMessages.filter(({ seen }) => seen === '`npx render-workers check`');
    assert.ok(own.length > 0);
    assert.deepEqual(
      own.filter(({ text }) => !said.includes(text)).map(({ id }) => id),
      [],
    );
  });

  test('stand in the Markdown of their page whole, with cause, fix and source', () => {
    for (const group of errorGroups) {
      const page = pageAt(groupAddress(group));
      assert.ok(page);
      const twin = twinOf(page, pages, root);
      for (const { id, text, cause, fix, source } of group.messages) {
        for (const part of [text, cause, fix, source.title]) {
          assert.ok(twin.includes(part), `${id}: ${part}`);
        }
      }
    }
  });
});

test('a message is one line in a list', () => {
  assert.equal(lineOf({ text: 'short' }), 'short');
  assert.equal(lineOf({ text: 'first\nsecond' }), 'first …');
  assert.equal(lineOf({ text: 'one two three' }, 8), 'one two …');
});
