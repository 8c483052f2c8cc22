import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { pageOf } from '../../src/examples/page.ts';
import { documented } from '../../src/rehearsal/documented.ts';
import { forms, readEvidence } from '../../src/rehearsal/evidence.ts';
import { overviewOf } from '../../src/rehearsal/figures.ts';

const root = join(import.meta.dirname, '../..');

suite('what the pages state', () => {
  const pages = join(root, 'src/content/docs/frameworks');
  for (const [example, said] of Object.entries(documented)) {
    test(`${example}: what SIGKILL does is on its page in the same words`, () => {
      const path = join(pages, `${pageOf(example)}.mdx`);
      const text = readFileSync(path, 'utf8');
      for (const form of forms) {
        const { [form]: own } = said;
        if (!own) continue;
        const words = own.fate === 'lost' ? /\blost\b|\bnever\b/ : own.says;
        assert.ok(
          typeof words === 'string' ? text.includes(words) : words.test(text),
          `${form}: ${words} is not in ${path}`,
        );
      }
    });
  }

  test('bullmq: the connections on its page are those that were measured', () => {
    const text = readFileSync(join(pages, 'bullmq.mdx'), 'utf8');
    const [, stated] = /hold (\d+) of the 250 connections/.exec(text) ?? [];
    const { connections } = overviewOf(readEvidence(root, 'bullmq'), 'recommended', undefined);
    assert.equal(`${stated} of 250`, connections.text);
  });
});
