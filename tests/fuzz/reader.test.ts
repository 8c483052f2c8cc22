import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Document, isAlias, isScalar, parseAllDocuments, visit } from 'yaml';
import { Lines, plainRange } from '../../src/blueprint/lines.ts';
import { parseBlueprint, readFully } from '../../src/blueprint/parse.ts';
import { readQuickly } from '../../src/blueprint/quick.ts';
import { type Tree, toData } from '../../src/blueprint/tree.ts';
import { runs, seed } from './options.ts';
import { real, texts } from './texts.ts';

/** The same tree with ranges that show all they are to a comparison. */
function withPlaces(tree: Tree): object {
  const range = plainRange(tree.range);
  if (tree.kind === 'scalar') return { ...tree, range };
  if (tree.kind === 'sequence') return { ...tree, range, items: tree.items.map(withPlaces) };
  const entries = tree.entries.map((entry) => ({
    ...entry,
    keyRange: plainRange(entry.keyRange),
    value: withPlaces(entry.value),
  }));
  return { ...tree, range, entries };
}

/** Whether both readers read a text, to the same nodes and places; false where the quick one passes. */
function isReadTwice(text: string): boolean {
  const quick = readQuickly(text, new Lines(text));
  if (!quick) return false;
  const { tree, diagnostics } = readFully(text, new Lines(text));
  assert.deepEqual(diagnostics, [], 'the quick reader read what is no YAML');
  assert.ok(tree);
  assert.deepEqual(withPlaces(quick), withPlaces(tree));
  return true;
}

test('the quick reader reads most real Blueprints, and as the full one does', () => {
  const read = real.filter(isReadTwice);
  assert.ok(read.length > real.length * 0.75, `${read.length} of ${real.length}`);
});

test('what the quick reader reads, the full one reads in the same way', () => {
  let read = 0;
  fc.assert(
    fc.property(texts, (text) => {
      if (isReadTwice(text)) read += 1;
    }),
    { numRuns: runs * 10, seed },
  );
  assert.ok(read > runs, `only ${read} texts were read`);
});

/** Whether a mapping or list is a key. JavaScript has no such keys, so each reader invents a text. */
function hasComplexKeys(document: Document.Parsed): boolean {
  let found = false;
  visit(document, {
    Pair(_, { key }) {
      if (key && !isScalar(key)) found ||= !isAlias(key) || !isScalar(key.resolve(document));
    },
  });
  return found;
}

/** The data that the YAML library alone makes of a text; undefined where it refuses it. */
function officialData(text: string): { data: unknown; isPlain: boolean } | undefined {
  const documents = parseAllDocuments(text, { merge: true, logLevel: 'silent' });
  const [document] = documents;
  if (!document || documents.length !== 1 || document.errors.length > 0) return undefined;
  try {
    const data = document.toJS({ maxAliasCount: -1 }) as unknown;
    return { data, isPlain: !hasComplexKeys(document) };
  } catch {
    return undefined;
  }
}

test('below the limits, what is YAML and what it says is decided as by the YAML library', () => {
  let compared = 0;
  fc.assert(
    fc.property(texts, (text) => {
      // YAML 1.1 and its types, by a directive, have no counterpart in JSON.
      if (/^%|!!/m.test(text)) return;
      const { tree, diagnostics } = parseBlueprint(text);
      const official = officialData(text);
      // The library's data can go round in circles, which no schema can judge.
      if (diagnostics.some(({ message }) => message.includes('contains itself'))) return;
      assert.equal(diagnostics.length === 0, official !== undefined, diagnostics[0]?.message);
      if (!tree || !official?.isPlain) return;
      compared += 1;
      assert.deepEqual(toData(tree), official.data);
    }),
    { numRuns: runs * 5, seed },
  );
  assert.ok(compared > runs, `only ${compared} texts were compared`);
});
