import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { describe } from 'node:test';
import {
  type Answers,
  breakEvens,
  type Choice,
  choose,
  nextQuestion,
  questions,
} from '../../src/chooser/chooser.ts';
import { headingsOf } from '../../src/skills/template.ts';
import { readPages } from '../../src/twins/index.ts';

const page = '/understand/worker-cron-or-workflow/';
const pages = readPages(join(import.meta.dirname, '../..'));
const source = pages.find(({ address }) => address === page)?.source ?? '';

/** Every way to answer all questions. */
const combinations = questions.reduce<Answers[]>(
  (all, { id, options }) =>
    all.flatMap((answers) => options.map(({ value }) => ({ ...answers, [id]: value }))),
  [{}],
);
const chosen = (answers: Answers): Choice => {
  const choice = choose(answers);
  assert.ok(choice, JSON.stringify(answers));
  return choice;
};
const short: Answers = { schedule: 'no', endless: 'no', stack: 'neither', long: 'no' };

describe('the chooser', () => {
  test('has a verdict with a reason for every combination of answers', () => {
    assert.equal(combinations.length, 72);
    for (const answers of combinations) {
      const { verdict, reasons } = chosen(answers);
      assert.ok(['worker', 'cron job', 'workflow'].includes(verdict));
      assert.ok(reasons.length > 0, JSON.stringify(answers));
      assert.equal(new Set(reasons).size, reasons.length);
      assert.equal(nextQuestion(answers), undefined);
    }
  });

  test('comes to each verdict', () => {
    const verdicts = new Set(combinations.map((answers) => chosen(answers).verdict));
    assert.deepEqual([...verdicts].sort(), ['cron job', 'worker', 'workflow']);
  });

  test('is decided by the first answer that decides, whatever follows', () => {
    for (const answers of combinations) {
      const { verdict, decidedBy } = chosen(answers);
      const at = questions.findIndex(({ id }) => id === decidedBy);
      const needed = questions.slice(0, at + 1).map(({ id }) => [id, answers[id]]);
      assert.equal(choose(Object.fromEntries(needed))?.verdict, verdict);
      assert.equal(choose(Object.fromEntries(needed.slice(0, -1))), undefined);
    }
  });

  test('asks the next question that it needs, and takes an unknown value for no answer', () => {
    assert.equal(nextQuestion({})?.id, 'schedule');
    assert.equal(nextQuestion({ schedule: 'long' })?.id, 'endless');
    assert.equal(nextQuestion({ endless: 'no', stack: 'neither' })?.id, 'schedule');
    assert.equal(nextQuestion({ schedule: 'sometimes', endless: 'yes' })?.id, 'schedule');
    assert.equal(choose({ schedule: 'sometimes', endless: 'yes' }), undefined);
  });

  test('never sends what a service cannot do to that service', () => {
    for (const answers of combinations) {
      const { verdict } = chosen(answers);
      const isBounded = answers['schedule'] === 'yes';
      if (!isBounded) assert.notEqual(verdict, 'cron job', JSON.stringify(answers));
      if (answers['endless'] === 'yes') assert.notEqual(verdict, 'workflow');
      if (answers['stack'] === 'language') assert.notEqual(verdict, 'workflow');
      if (answers['long'] === 'yes' && verdict === 'worker') {
        const isBound = answers['endless'] === 'yes' || answers['stack'] !== 'neither';
        assert.ok(
          isBound,
          `a long job on a worker only where it must be: ${JSON.stringify(answers)}`,
        );
      }
    }
  });

  test('goes from workflow to worker as the hours grow, and from worker to workflow as a unit does', () => {
    assert.equal(chosen({ ...short, hours: 'few' }).verdict, 'workflow');
    assert.equal(chosen({ ...short, hours: 'many' }).verdict, 'worker');
    assert.equal(chosen({ ...short, hours: 'many', long: 'yes' }).verdict, 'workflow');
    assert.equal(chosen({ ...short, hours: 'few', stack: 'framework' }).verdict, 'worker');
  });

  test('says first why, and then what is ruled out', () => {
    const { reasons } = chosen({ ...short, hours: 'many' });
    assert.match(reasons[0] ?? '', /^Above the break-even/);
    assert.match(reasons[1] ?? '', /^Not a cron job/);
  });

  test('warns of a long job on a worker that has to run it', () => {
    const links = (answers: Answers) => chosen(answers).alsoLookAt.map(({ href }) => href);
    const long = '/guides/graceful-shutdown/#jobs-longer-than-300-seconds';
    assert.ok(links({ ...short, stack: 'framework', long: 'yes' }).includes(long));
    assert.ok(!links({ ...short, stack: 'framework' }).includes(long));
  });

  test('says of each question in prose what its answers decide', () => {
    for (const { id, rule, options } of questions) {
      const prose = rule.map((part) => (typeof part === 'string' ? part : part.text)).join('');
      for (const { verdict } of options) if (verdict) assert.ok(prose.includes(verdict), id);
    }
  });

  test('leads to headings that are there', () => {
    const inRules = questions.flatMap(({ rule }) =>
      rule.filter((part) => typeof part === 'object'),
    );
    const inChoices = combinations.flatMap((answers) => chosen(answers).alsoLookAt);
    const links = new Set([...inRules, ...inChoices].map(({ href }) => href));
    assert.ok(links.size > 8);
    for (const href of links) {
      const [path, anchor] = href.split('#');
      const target = pages.find(({ address }) => address === (path || page));
      assert.ok(target, href);
      if (anchor === undefined) continue;
      const slugs = headingsOf(target.path, target.source).map(({ slug }) => slug);
      assert.ok(slugs.includes(anchor), href);
    }
  });

  test('computes the break-even hours that the table of the page has', () => {
    const rows = [...source.matchAll(/^\| (\d CPU|0\.5 CPU), .* = ([\d.]+) h \|$/gm)];
    assert.deepEqual(
      rows.map(([, cpu, hours]) => ({ cpu, hours: Number(hours) })),
      breakEvens,
    );
  });
});
