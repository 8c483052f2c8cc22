import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import { planNames } from '../../src/blueprint/platform/plans.ts';
import { regions } from '../../src/blueprint/schema/values.ts';
import {
  type Answers,
  defaultAnswers,
  formatAnswers,
  frameworkNames,
  parseAnswers,
  questions,
} from '../../src/builder/answers.ts';
import { frameworks } from '../../src/builder/frameworks/index.ts';
import { estimate } from '../../src/builder/prices.ts';
import { assumptions, sizeFor } from '../../src/builder/size.ts';
import { cases, values } from './builder-cases.ts';

const root = join(import.meta.dirname, '../..');
const sizeOf = (answers: Partial<Answers>) => {
  const all = { ...defaultAnswers, ...answers };
  return sizeFor(all, frameworks[all.framework]);
};

suite('the answers', () => {
  test('offer frameworks that have an example, and every region of the schema', () => {
    const examples = readdirSync(join(root, 'examples'));
    assert.deepEqual(
      frameworkNames.filter((name) => !examples.includes(name)),
      [],
    );
    const region = questions.find(({ id }) => id === 'region');
    assert.ok(region?.kind === 'choice');
    assert.deepEqual(
      region.options.map(({ value }) => value),
      regions,
    );
  });

  test('have one question each, whose default is an answer', () => {
    assert.deepEqual(
      questions.map(({ id }) => id).sort(),
      (Object.keys(defaultAnswers) as string[]).sort(),
    );
    for (const question of questions) {
      const value = defaultAnswers[question.id];
      const { answers, problems } = parseAnswers(
        new URLSearchParams({ [question.id]: word(value) }),
      );
      assert.deepEqual([answers[question.id], problems], [value, []]);
    }
  });

  test('go through an address and come back the same', () => {
    for (const answers of cases()) {
      assert.deepEqual(parseAnswers(formatAnswers(answers)), { answers, problems: [] });
    }
  });

  test('leave out of the address what is the default', () => {
    assert.equal(formatAnswers(defaultAnswers).toString(), '');
    assert.equal(
      formatAnswers({ ...defaultAnswers, previews: true, longestSeconds: 90 }).toString(),
      'longestSeconds=90&previews=yes',
    );
  });

  test('say what cannot be read, and take the default', () => {
    const cases: [query: string, message: string][] = [
      ['framework=resque', 'Framework: `resque` is not one of the choices. Taken instead: celery.'],
      ['previews=true', 'Preview environments: `true` is not `yes` or `no`. Taken instead: no.'],
      [
        'previews=toString',
        'Preview environments: `toString` is not `yes` or `no`. Taken instead: no.',
      ],
      [
        'longestSeconds=3601',
        'Longest job: `3601` is not a whole number from 1 to 3600. Taken instead: 45.',
      ],
      [
        'longestSeconds=4.5',
        'Longest job: `4.5` is not a whole number from 1 to 3600. Taken instead: 45.',
      ],
      [
        'averageSeconds=-1',
        'Average job: `-1` is not a number from 0.01 to 3600. Taken instead: 5.',
      ],
      [
        'averageSeconds=1e2',
        'Average job: `1e2` is not a number from 0.01 to 3600. Taken instead: 5.',
      ],
      [
        'jobsPerHour=',
        'Jobs at the peak: an empty answer is not a whole number from 1 to 1000000. Taken instead: 1000.',
      ],
      ['__proto__=1', 'There is no question `__proto__`.'],
    ];
    for (const [query, message] of cases) {
      const { answers, problems } = parseAnswers(new URLSearchParams(query));
      assert.deepEqual(answers, defaultAnswers, query);
      assert.deepEqual(
        problems.map((problem) => problem.message),
        [message],
      );
    }
  });

  test('do not let an average job take longer than the longest', () => {
    const { answers, problems } = parseAnswers(
      new URLSearchParams('longestSeconds=10&averageSeconds=20'),
    );
    assert.equal(answers.averageSeconds, 10);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['Average job: 20 seconds is more than the longest job takes. Taken instead: 10.'],
    );
    assert.deepEqual(parseAnswers(new URLSearchParams('longestSeconds=2')), {
      answers: { ...defaultAnswers, longestSeconds: 2, averageSeconds: 2 },
      problems: [],
    });
  });
});

suite('the cases of these tests', () => {
  test('hold every pair of two answers that can be given together', () => {
    const keys = Object.keys(values) as (keyof Answers)[];
    const seen = new Set(
      cases().flatMap((answers) =>
        keys.flatMap((one) => keys.map((other) => pair(one, answers[one], other, answers[other]))),
      ),
    );
    const missing: string[] = [];
    for (const [index, one] of keys.entries()) {
      for (const other of keys.slice(index + 1)) {
        for (const a of values[one]) {
          for (const b of values[other]) {
            const isPossible = one !== 'longestSeconds' || other !== 'averageSeconds' || a >= b;
            if (isPossible && !seen.has(pair(one, a, other, b)))
              missing.push(pair(one, a, other, b));
          }
        }
      }
    }
    assert.deepEqual(missing, []);
  });
});

suite('the arithmetic', () => {
  test('takes jobs in flight from rate and seconds, and plans for 70 % use', () => {
    // The example of the page on scaling: 6 per second of 2.5 s are 15, so 22 slots, so 5 instances.
    const size = sizeOf({ framework: 'bullmq', jobsPerHour: 21_600, averageSeconds: 2.5 });
    assert.deepEqual(
      [size.inFlight, size.neededSlots, size.slots, size.instances, size.workerPlan],
      [15, 22, 5, 5, '0.5c-512mb'],
    );
  });

  test('starts where the handbook starts on the smallest plan', () => {
    const slots = Object.fromEntries(
      frameworkNames.map((framework) => [framework, sizeOf({ framework }).slots]),
    );
    assert.deepEqual(slots, {
      asynq: 5,
      bullmq: 5,
      celery: 2,
      dramatiq: 4,
      'graphile-worker': 5,
      huey: 2,
      oban: 5,
      'pg-boss': 5,
      river: 5,
      rq: 2,
      sidekiq: 5,
    });
  });

  test('gives a job that computes a CPU of its own', () => {
    for (const framework of frameworkNames) {
      const { workerPlan, slots, cpus } = sizeOf({ framework, work: 'computes' });
      assert.ok(slots <= cpus, `${framework}: ${slots} on ${workerPlan}`);
    }
  });

  test('takes a larger plan when a job needs the memory', () => {
    assert.equal(sizeOf({ jobMegabytes: 145 }).workerPlan, '0.5c-512mb');
    assert.equal(sizeOf({ jobMegabytes: 400 }).workerPlan, '1c-2g');
    assert.equal(sizeOf({ jobMegabytes: 4000, averageSeconds: 1 }).workerPlan, '4c-8g');
    // Two slots: one plan with both is cheaper than two instances.
    assert.equal(sizeOf({ jobMegabytes: 4000, averageSeconds: 5 }).workerPlan, '4c-16g');
  });

  test('takes a larger broker for what waits after an outage', () => {
    // 100 kB are 135 kB in Celery’s base64. 70 % of 256 MB hold 1,324 of them.
    assert.equal(sizeOf({ payloadKilobytes: 100, jobsPerHour: 1300 }).storePlan, '256mb');
    assert.equal(sizeOf({ payloadKilobytes: 100, jobsPerHour: 1400 }).storePlan, '1g');
  });

  test('takes the free broker only where the queue may be lost, and only while it fits', () => {
    const small = { framework: 'bullmq', jobsPerHour: 1000, payloadKilobytes: 0.5 } as const;
    assert.equal(sizeOf({ ...small, survives: false }).storePlan, 'free');
    assert.equal(sizeOf({ ...small, survives: true }).storePlan, '256mb');
    assert.equal(sizeOf({ ...small, jobsPerHour: 100_000, survives: false }).storePlan, '256mb');
  });

  test('never opens more connections than the database has, and says what then is missing', () => {
    const size = sizeOf({ framework: 'river', jobsPerHour: 1_000_000, averageSeconds: 60 });
    assert.ok(size.connections <= size.connectionLimit);
    assert.deepEqual(size.unmet, ['connections']);
  });

  test('never takes more instances than Render gives, and says what then is missing', () => {
    const size = sizeOf({
      framework: 'bullmq',
      jobsPerHour: 1_000_000,
      averageSeconds: 60,
      longestSeconds: 60,
    });
    assert.equal(size.instances, 100);
    assert.deepEqual(size.unmet, ['slots']);
  });

  test('gives the longest job its time and a margin, as far as Render waits', () => {
    const times = (longestSeconds: number) => {
      const { graceSeconds, delaySeconds } = sizeOf({ longestSeconds, averageSeconds: 1 });
      return [graceSeconds, delaySeconds];
    };
    assert.deepEqual(times(1), [20, 30]);
    assert.deepEqual(times(15), [20, 30]);
    assert.deepEqual(times(45), [50, 60]);
    assert.deepEqual(times(285), [290, 300]);
    assert.deepEqual(times(286), [290, 300]);
    assert.equal(assumptions.graceMargin, 5);
  });
});

suite('the prices', () => {
  test('are added for what has one, and what has none is said', () => {
    const cost = estimate([
      { what: 'api', kind: 'server', plan: '0.5c-512mb', count: 1 },
      { what: 'worker', kind: 'server', plan: '1c-2g', count: 3 },
      { what: 'db', kind: 'postgres', plan: '0.1c-256mb', count: 1 },
      { what: 'db, storage', kind: 'storage', plan: '15 GB', count: 15 },
      { what: 'broker', kind: 'keyvalue', plan: '5g', count: 1 },
    ]);
    assert.deepEqual(
      cost.lines.map(({ price, count, isUncertain }) => [price, count, isUncertain]),
      [
        [7, 1, false],
        [75, 3, false],
        [6, 1, false],
        [4.5, 1, true],
        [undefined, 1, true],
      ],
    );
    assert.deepEqual([cost.total, cost.isComplete], [92.5, false]);
  });

  test('are of plans that the schema knows', () => {
    const { server, keyvalue, postgres } = planNames;
    const known = [...server, ...keyvalue, ...postgres];
    for (const answers of cases()) {
      const { workerPlan, previewPlan, storePlan } = sizeFor(
        answers,
        frameworks[answers.framework],
      );
      for (const plan of [workerPlan, previewPlan, storePlan])
        assert.ok(known.includes(plan), plan);
    }
  });
});

function word(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function pair(one: string, a: unknown, other: string, b: unknown): string {
  return `${one}=${a} ${other}=${b}`;
}
