import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { suite } from 'node:test';
import {
  catalog,
  checkBlueprint,
  docsPath,
  fieldOf,
  itemsOf,
  numberOf,
  parseBlueprint,
  readModel,
  stringOf,
} from '../../src/blueprint/index.ts';
import {
  type Answers,
  defaultAnswers,
  type FrameworkName,
  frameworkNames,
} from '../../src/builder/answers.ts';
import { buildProject } from '../../src/builder/project.ts';
import type { Note, Project } from '../../src/builder/types.ts';
import { languages } from '../../src/fences/languages/index.ts';
import { isInstalled } from '../../src/fences/languages/program.ts';
import { headingsOf } from '../../src/skills/template.ts';
import { readPages } from '../../src/twins/pages.ts';
import { cases, filesOf } from './builder-cases.ts';

const root = join(import.meta.dirname, '../..');

const build = (answers: Partial<Answers>): Project => {
  const all = { ...defaultAnswers, ...answers };
  return buildProject(all, filesOf(all.framework));
};

/** What a worker is told, read out of the files of a project and not out of the builder. */
interface Told {
  slots: number;
  graceSeconds: number;
  delaySeconds: number;
  instances: number;
  /** Seconds after which a job is stopped, where the framework does it. */
  limit?: number;
  /** Seconds after which a job is run again though its worker may live. */
  redelivery?: number;
}

/** Where each framework is told what. The patterns have one group, a number. */
const places: Record<
  FrameworkName,
  { slots: Place; grace: Place; limit?: Place; redelivery?: Place }
> = {
  asynq: {
    slots: ['render.yaml', /-concurrency (\d+)/],
    grace: ['render.yaml', /-shutdown-timeout (\d+)s/],
  },
  bullmq: {
    slots: ['render.yaml', /WORKER_CONCURRENCY\n +value: (\d+)/],
    grace: ['render.yaml', /GRACE_SECONDS\n +value: (\d+)/],
  },
  celery: {
    slots: ['render.yaml', /--concurrency=(\d+)/],
    grace: ['app.py', /worker_soft_shutdown_timeout=(\d+),/],
    limit: ['app.py', /task_time_limit=(\d+),/],
    redelivery: ['app.py', /"visibility_timeout": (\d+),/],
  },
  dramatiq: {
    slots: ['render.yaml', /--processes (\d+) --threads (\d+)/],
    grace: ['app.py', /HandBack\(after=(\d+)\)/],
    limit: ['app.py', /time_limit=(\d+)000\)/],
  },
  'graphile-worker': {
    slots: ['render.yaml', /WORKER_CONCURRENCY\n +value: (\d+)/],
    grace: ['render.yaml', /GRACE_SECONDS\n +value: (\d+)/],
  },
  huey: {
    slots: ['render.yaml', /--workers=(\d+)/],
    grace: ['render.yaml', /--shutdown-timeout=(\d+)/],
    limit: ['app.py', /@huey\.task\(timeout=(\d+)\)/],
    redelivery: ['app.py', /^LEASE = (\d+)$/m],
  },
  oban: {
    slots: ['render.yaml', /WORKER_CONCURRENCY\n +value: (\d+)/],
    grace: ['render.yaml', /GRACE_SECONDS\n +value: (\d+)/],
    limit: ['lib/orders/receipt_worker.ex', /:timer\.seconds\((\d+)\)/],
    redelivery: ['render.yaml', /RESCUE_AFTER_SECONDS\n +value: (\d+)/],
  },
  'pg-boss': {
    slots: ['render.yaml', /WORKER_CONCURRENCY\n +value: (\d+)/],
    grace: ['render.yaml', /GRACE_SECONDS\n +value: (\d+)/],
    redelivery: ['src/migrate.ts', /expireInSeconds: (\d+),/],
  },
  river: {
    slots: ['render.yaml', /-concurrency (\d+)/],
    grace: ['render.yaml', /-soft-stop-timeout (\d+)s/],
    redelivery: ['render.yaml', /-rescue-after (\d+)s/],
  },
  rq: {
    slots: ['render.yaml', /--num-workers (\d+)/],
    grace: ['worker.py', /grace_seconds = (\d+)/],
    limit: ['api.py', /job_timeout=(\d+),/],
  },
  sidekiq: {
    slots: ['render.yaml', / -c (\d+) /],
    grace: ['render.yaml', / -t (\d+)/],
  },
};
type Place = [file: string, pattern: RegExp];

function told(framework: FrameworkName, project: Project): Told {
  const { slots, grace, limit, redelivery } = places[framework];
  // Several groups are factors.
  const read = ([path, pattern]: Place): number => {
    const found = pattern.exec(textOf(project, path));
    assert.ok(found, `${path} has ${pattern}`);
    return found.slice(1).reduce((product, part) => product * Number(part), 1);
  };
  const { services } = modelOf(project);
  const worker = services.find(({ type }) => type === 'worker')?.node;
  return {
    slots: read(slots),
    graceSeconds: read(grace),
    delaySeconds: numberOf(worker, 'maxShutdownDelaySeconds') ?? 0,
    instances: numberOf(worker, 'numInstances') ?? 0,
    ...(limit ? { limit: read(limit) } : {}),
    ...(redelivery ? { redelivery: read(redelivery) } : {}),
  };
}

function textOf(project: Project, path: string): string {
  const file = project.files.find((one) => one.path === path);
  assert.ok(file, path);
  return file.text;
}

function modelOf(project: Project) {
  const { tree } = parseBlueprint(project.blueprint);
  assert.ok(tree);
  return readModel(tree);
}

/** Which warning tells of which number that does not fit. */
const warningOf: Record<string, string[]> = {
  'in-flight': ['too-many-jobs', 'too-few-connections'],
  slots: ['too-many-jobs', 'too-few-connections'],
  'store-memory': ['too-much-waiting'],
  'shutdown-delay': ['long-jobs'],
};

suite('every project', () => {
  const hrefs = new Map<string, Note>();
  const made = cases().map((answers) => {
    const project = buildProject(answers, filesOf(answers.framework));
    for (const note of project.notes) hrefs.set(note.href, note);
    return { answers, project, label: JSON.stringify(answers) };
  });

  test('has a render.yaml in which nothing is found', () => {
    for (const { project, label } of made) {
      assert.deepEqual(project.findings, [], `${label}\n${project.blueprint}`);
    }
    // What the projects say of themselves is what the engine says.
    for (const { project } of made.filter((_, index) => index % 50 === 0)) {
      assert.deepEqual(checkBlueprint(project.blueprint), { schema: 'valid', diagnostics: [] });
    }
  });

  test('has each file once, the blueprint and a README among them', () => {
    for (const { project, label } of made) {
      const paths = project.files.map(({ path }) => path);
      assert.deepEqual(paths, [...new Set(paths)].sort(), label);
      assert.equal(textOf(project, 'render.yaml'), project.blueprint);
      assert.ok(textOf(project, 'README.md').includes('## Deploy it'));
      assert.ok(paths.every((path) => !/^(?:default\/|rehearsal\.json)/.test(path)));
    }
  });

  test('ends jobs before SIGKILL, and gives the longest its time or says that it cannot', () => {
    for (const { answers, project, label } of made) {
      const { graceSeconds, delaySeconds } = told(answers.framework, project);
      const isCut = graceSeconds < answers.longestSeconds + 5;
      assert.ok(graceSeconds + 10 <= delaySeconds && delaySeconds <= 300, label);
      assert.equal(isCut, hasNote(project, 'long-jobs'), label);
      if (isCut) assert.equal(delaySeconds, 300, label);
    }
  });

  test('stops no job before its time, and runs none a second time while it may still run', () => {
    for (const { answers, project, label } of made) {
      const {
        limit = answers.longestSeconds,
        redelivery,
        graceSeconds,
      } = told(answers.framework, project);
      assert.ok(limit >= answers.longestSeconds, label);
      if (redelivery === undefined) continue;
      assert.ok(redelivery > limit, label);
      // Celery acknowledges a task that ended in the soft shutdown after it.
      if (answers.framework === 'celery') {
        assert.ok(redelivery > answers.longestSeconds + graceSeconds, label);
        const soft = /task_soft_time_limit=(\d+),/.exec(textOf(project, 'app.py'))?.[1];
        assert.ok(Number(soft) > answers.longestSeconds && Number(soft) < limit, label);
      }
    }
  });

  test('has slots for the load in each number that it states, or says that it does not fit', () => {
    for (const { answers, project, label } of made) {
      const { slots, instances } = told(answers.framework, project);
      const needed = (answers.jobsPerHour / 3600) * answers.averageSeconds;
      const isShort = slots * instances < needed / 0.7;
      assert.ok(instances >= 1 && instances <= 100, label);
      assert.equal(
        isShort,
        hasNote(project, 'too-many-jobs') || hasNote(project, 'too-few-connections'),
        label,
      );
      assert.equal(project.load.find(({ id }) => id === 'slots')?.limit, slots * instances, label);
    }
  });

  test('says each number that does not fit in a warning', () => {
    for (const { project, label } of made) {
      for (const { id, fits, value, limit } of project.load) {
        assert.equal(fits, limit === undefined || value <= limit, `${id} ${label}`);
        if (fits) continue;
        const told = warningOf[id]?.some((warning) => hasNote(project, warning));
        assert.ok(told, `${id}: ${value} of ${limit} ${label}`);
      }
      for (const id of ['connections', 'worker-memory', 'instances']) {
        assert.ok(project.load.find((line) => line.id === id)?.fits, `${id} ${label}`);
      }
    }
  });

  test('puts everything into the region, and each service under a name of the example', () => {
    for (const { answers, project, label } of made) {
      const { services, databases } = modelOf(project);
      const all = [...services, ...databases];
      for (const { region } of all) assert.equal(region, answers.region, label);
      assert.deepEqual(
        all.map(({ name }) => name),
        namesOf(answers),
        label,
      );
    }
  });

  test('points with each note at lines that there are', () => {
    for (const { project, label } of made) {
      const ids = project.notes.map(({ id }) => id);
      assert.deepEqual(ids, [...new Set(ids)], label);
      for (const { about, text } of project.notes) {
        const count = textOf(project, about.file).split('\n').length - 1;
        const { first, last } = about.lines ?? { first: 1, last: 1 };
        assert.ok(first >= 1 && first <= last && last <= count, `${text} ${label}`);
        assert.ok(/^[A-Z`0-9]/.test(text) && text.endsWith('.'), text);
      }
      const warnings = project.notes.findLastIndex(({ kind }) => kind === 'warning');
      const choices = project.notes.findIndex(({ kind }) => kind === 'choice');
      assert.ok(warnings < choices, label);
    }
  });

  test('points with each note at the field that it is about', () => {
    const fields: Record<string, RegExp> = {
      'shutdown-delay': /maxShutdownDelaySeconds: \d+$/,
      'worker-plan': /plan: /,
      instances: /numInstances: \d+$/,
      eviction: /maxmemoryPolicy: noeviction$/,
      persistence: /persistenceMode: journal-snapshot$/,
      'closed-store': /ipAllowList: \[\]$/,
      storage: /diskSizeGB: \d+$/,
      'store-plan': /plan: /,
      previews: /expireAfterDays: 3$/,
    };
    const seen = new Set<string>();
    for (const { project, label } of made) {
      const lines = project.blueprint.split('\n');
      for (const { id, about } of project.notes) {
        const field = fields[id];
        if (!field) continue;
        seen.add(id);
        assert.match(lines[(about.lines?.last ?? 0) - 1] ?? '', field, `${id} ${label}`);
      }
    }
    assert.deepEqual([...seen].sort(), Object.keys(fields).sort());
  });

  test('links to pages and headings that the handbook has', () => {
    const known = new Set(catalog.map(({ id }) => docsPath(id)));
    for (const { path, address, source } of readPages(root)) {
      known.add(address);
      for (const { slug } of headingsOf(path, source)) known.add(`${address}#${slug}`);
    }
    assert.deepEqual(
      [...hrefs.keys()].filter((href) => !known.has(href)),
      [],
    );
    assert.ok(hrefs.size > 40, String(hrefs.size));
  });

  test('counts every service in what it costs', () => {
    for (const { answers, project, label } of made) {
      const names = project.cost.lines
        .map(({ what }) => what)
        .filter((what) => !what.includes(','));
      assert.deepEqual(names, namesOf(answers), label);
      const sum = project.cost.lines.reduce((total, { price = 0 }) => total + price, 0);
      assert.ok(Math.abs(sum - project.cost.total) < 0.01, label);
    }
  });
});

suite('what a project sets', () => {
  /** Read by the framework, the language or Render, as the pages of the frameworks say. */
  const known = new Set([
    'REMAP_SIGTERM',
    'APP_ENV',
    'dramatiq_queue_prefetch',
    'ELIXIR_VERSION',
    'ERLANG_VERSION',
    'RELEASE_DISTRIBUTION',
  ]);

  for (const framework of frameworkNames) {
    test(`is read by the code: ${framework}`, () => {
      for (const producer of ['web', 'cron', 'outside'] as const) {
        const project = build({ framework, producer });
        const code = project.files
          .filter(({ path }) => !/\.(?:yaml|md)$/.test(path))
          .map(({ text }) => text)
          .join('\n');
        for (const { node, name } of modelOf(project).services) {
          for (const item of itemsOf(node, 'envVars')) {
            const key = stringOf(item, 'key') ?? '';
            const isRead = known.has(key) || new RegExp(`\\b${key}\\b`).test(code);
            assert.ok(isRead, `${key} of ${name}`);
          }
        }
      }
    });
  }
});

suite('the code of a project', () => {
  const projects = frameworkNames.flatMap((framework) =>
    [1, 45, 3600].map((longestSeconds) => ({
      framework,
      project: build({ framework, longestSeconds, averageSeconds: 1, producer: 'cron' }),
    })),
  );

  for (const { name, extensions, parse, needs } of languages) {
    const all = projects.flatMap(({ project }) =>
      project.files.filter(({ path }) => extensions.some((extension) => path.endsWith(extension))),
    );
    const files = [...new Map(all.map((file) => [file.text, file])).values()];
    if (files.length === 0) continue;
    const skip =
      needs &&
      !isInstalled(needs.command) &&
      `SKIPPED: ${needs.command} is missing, ${needs.install}`;
    test(`parses: ${name}`, { skip }, async () => {
      const errors = await parse(files.map(({ text }) => text));
      assert.deepEqual(
        errors.map(({ index, line, message }) => [files[index]?.path, line, message]),
        [],
      );
    });
  }

  test('is the example’s, but for what the answers decide', () => {
    for (const framework of frameworkNames) {
      const example = filesOf(framework);
      const project = build({ framework, longestSeconds: 90 });
      const changed = project.files
        .filter(({ path, text }) => text !== example.find((file) => file.path === path)?.text)
        .map(({ path }) => path);
      const told = Object.values(places[framework]).map(([file]) => file);
      assert.deepEqual(
        changed,
        [...new Set(['README.md', 'render.yaml', ...told])].sort(),
        framework,
      );
      assert.deepEqual(
        project.files.map(({ path }) => path),
        example.map(({ path }) => path),
      );
    }
  });

  test('enqueues with a program of its own where a cron job is the producer', () => {
    for (const { framework, project } of projects) {
      const added = project.files.filter(
        ({ path }) => !filesOf(framework).some((file) => file.path === path),
      );
      assert.equal(added.length, 1, framework);
      const [enqueuer] = added;
      const cron = modelOf(project).services.find(({ type }) => type === 'cron');
      const command = stringOf(cron?.node, 'startCommand') ?? '';
      const build = stringOf(cron?.node, 'buildCommand') ?? '';
      const program = enqueuer?.path.replace(/\/main\.go$/, '') ?? '';
      const isNamed = `${build} ${command}`.includes(program) || command.includes('Orders.Enqueue');
      assert.ok(isNamed, `${program}: ${build}; ${command}`);
      assert.equal(fieldOf(cron?.node, 'numInstances'), undefined);
    }
  });

  test('enqueues all jobs of an hour in the runs of an hour', () => {
    const perRun = (schedule: Answers['schedule']) =>
      /ORDERS_PER_RUN\n +value: (\d+)/.exec(
        build({ producer: 'cron', schedule, jobsPerHour: 1002 }).blueprint,
      )?.[1];
    assert.deepEqual(
      [perRun('quarter-hourly'), perRun('hourly'), perRun('daily')],
      ['251', '1002', '1002'],
    );
  });
});

test('the README shows an outside producer a reference that leads to the store', () => {
  for (const framework of frameworkNames) {
    const project = build({ framework, producer: 'outside' });
    const block = /```yaml\n([^`]+)```/.exec(textOf(project, 'README.md'))?.[1] ?? '';
    const producer = `  - type: worker\n    name: producer\n    runtime: node\n    region: oregon\n    buildCommand: npm ci\n    startCommand: node producer.js\n    envVars:\n${block.replace(/^/gm, '      ').trimEnd()}\n`;
    const together = project.blueprint.replace('services:\n', `services:\n${producer}`);
    assert.deepEqual(checkBlueprint(together).diagnostics, [], together);
    assert.match(block, /property: connectionString/);
  }
});

suite('the address in a project', () => {
  test('leads back to the answers', () => {
    assert.match(
      build({ framework: 'oban', previews: true }).blueprint,
      /^# https:\/\/render-workers\.onrender\.com\/build\/\?framework=oban&previews=yes$/m,
    );
    assert.match(build({}).blueprint, /^# https:\/\/render-workers\.onrender\.com\/build\/$/m);
  });
});

test('an example that has lost a piece is no quiet mistake', () => {
  const files = filesOf('celery').map((file) => ({
    ...file,
    text: file.text.replace('worker_soft_shutdown_timeout=50,', ''),
  }));
  assert.throws(
    () => buildProject(defaultAnswers, files),
    /Expected exactly once: worker_soft_shutdown_timeout=50,/,
  );
});

function hasNote(project: Project, id: string): boolean {
  return project.notes.some((note) => note.id === id);
}

function namesOf({ framework, producer }: Answers): string[] {
  const isPostgres = ['graphile-worker', 'oban', 'pg-boss', 'river'].includes(framework);
  const producers = { web: [`${framework}-api`], cron: [`${framework}-cron`], outside: [] };
  return [
    ...producers[producer],
    `${framework}-worker`,
    `${framework}-${isPostgres ? 'db' : 'broker'}`,
  ];
}
