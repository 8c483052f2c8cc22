import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { blueprintSchema } from '../../src/blueprint/index.ts';
import { compile, makeJudge, readOracle } from './judge.ts';
import { mutantSources } from './mutant-sources.ts';
import { describeDisagreement, makeMutant, runMutants, summarize } from './mutants.ts';
import { mutators } from './mutators.ts';
import { skipWithoutCorpus } from './public.ts';
import { factsOfData, factsOfSchema } from './schema-walk.ts';
import { textMutators } from './text-mutators.ts';

describe('mutants of valid Blueprints', { skip: skipWithoutCorpus }, () => {
  const sources = skipWithoutCorpus ? [] : mutantSources();

  test('the published schema and ours accept every Blueprint that they are made from', () => {
    const official = compile(readOracle());
    const ours = compile(blueprintSchema);
    assert.ok(sources.length > 200);
    for (const { where, data } of sources) {
      assert.ok(official(data), `${where}: ${JSON.stringify(official.errors, null, 1)}`);
      assert.ok(ours(data), `${where}: ${JSON.stringify(ours.errors, null, 1)}`);
    }
  });

  test('every field and every value of our schema is in at least one of them', (context) => {
    const validators = new Map(
      Object.keys(blueprintSchema.$defs ?? {}).map((name) => [
        name,
        compile({ $defs: blueprintSchema.$defs, $ref: `#/$defs/${name}` }),
      ]),
    );
    const all = factsOfSchema();
    const seen = new Set(
      sources.flatMap(({ data }) => [
        ...factsOfData(data, (name, value) => validators.get(name)?.(value) === true),
      ]),
    );
    const fields = [...all].filter((fact) => !fact.includes('='));
    context.diagnostic(
      `${fields.length} fields and ${all.size - fields.length} values of the schema, ${[...all].filter((fact) => seen.has(fact)).length} of ${all.size} seen`,
    );
    assert.ok(fields.length > 150 && all.size > 500);
    assert.deepEqual(
      [...all].filter((fact) => !seen.has(fact)),
      [],
    );
  });

  test('the same seed and number make the same mutant, another seed another', () => {
    const text = (seed: number, number: number) => makeMutant(sources, seed, number).text;
    for (const number of [0, 7, 4_711]) assert.equal(text(1, number), text(1, number));
    assert.notDeepEqual(
      [0, 1, 2].map((number) => text(1, number)),
      [0, 1, 2].map((number) => text(2, number)),
    );
  });

  test('one wrong word in our schema is a disagreement', () => {
    const wrongWords: [RegExp, string][] = [
      [/"maximum":90/, '"maximum":91'],
      [/"volatile-ttl"/, '"volatile-tll"'],
      [/"required":\["type","name","ipAllowList"\]/, '"required":["type","name"]'],
      [/"type":"boolean"/, '"type":"string"'],
      [/,"additionalProperties":false/, ''],
    ];
    for (const [right, wrong] of wrongWords) {
      const text = JSON.stringify(blueprintSchema);
      assert.match(text, right);
      const judge = makeJudge(JSON.parse(text.replaceAll(new RegExp(right, 'g'), wrong)) as object);
      const missed = (text: string) => {
        const { official, schema } = judge(text);
        return { official, schema, engine: official };
      };
      const isFound = Array.from({ length: 100 }, (_, chunk) => chunk * 300).some(
        (first) => runMutants(300, 1, { first, sources, judge: missed }).disagreements.length > 0,
      );
      assert.ok(isFound, `no mutant of 30,000 tells ${right.source} from ${wrong}`);
    }
  });

  test('20,000 of them are valid here exactly when they are valid there', (context) => {
    const seed = 20_251_125;
    const outcome = runMutants(20_000, seed, { sources });
    for (const line of summarize(outcome).split('\n')) context.diagnostic(line);
    const unused = [...Object.keys(mutators), ...Object.keys(textMutators)].filter(
      (name) => !outcome.done[name],
    );
    assert.deepEqual(unused, []);
    assert.ok(outcome.verdicts.valid > 2_000 && outcome.verdicts['yaml-error'] > 200);
    assert.equal(
      outcome.disagreements
        .slice(0, 10)
        .map((disagreement) => describeDisagreement(seed, disagreement))
        .join('\n\n'),
      '',
    );
  });
});
