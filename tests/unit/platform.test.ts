import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, suite } from 'node:test';
import { formatStale, staleFacts } from '../../scripts/stale.ts';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import { changes } from '../../src/blueprint/platform/changes.ts';
import { readOf } from '../../src/blueprint/platform/dated.ts';
import { fieldNotes } from '../../src/blueprint/platform/fields.ts';
import { datedFacts } from '../../src/blueprint/platform/index.ts';
import { planNames } from '../../src/blueprint/platform/plans.ts';
import { renamed } from '../../src/blueprint/platform/renamed.ts';
import { exits, signals } from '../../src/blueprint/platform/signals.ts';
import { platformVariables } from '../../src/blueprint/platform/variables.ts';
import { definition } from '../../src/blueprint/schema/index.ts';
import { fieldTable, priceText } from '../../src/components/facts.ts';
import { inlineParts } from '../../src/components/inline.ts';
import { filesBelow } from '../../src/fences/files.ts';
import { readPages } from '../../src/twins/pages.ts';

const root = join(import.meta.dirname, '../..');
const pages = readPages(root);
const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

suite('facts of the platform', () => {
  test('carry their sources, the day on which they were read and how long they are trusted', () => {
    for (const dated of datedFacts) {
      assert.ok(dated.sources.length > 0, dated.about);
      assert.match(dated.staleAfter, /^\d{4}-\d\d-\d\d$/);
      assert.ok(dated.staleAfter > readOf(dated), dated.about);
      assert.ok(existsSync(join(root, 'src/blueprint/platform', dated.file)), dated.file);
    }
    const named = new Set(datedFacts.map(({ file }) => file));
    const files = filesBelow(root, 'src/blueprint/platform').map((path) => path.split('/').at(-1));
    const withoutDates = files.filter((file) => !named.has(file ?? ''));
    assert.deepEqual(withoutDates.sort(), ['dated.ts', 'index.ts']);
  });

  test('changes: the newest first, each with pages that exist', () => {
    const addresses = pages.map(({ address }) => address);
    for (const [index, { date, pages: own }] of changes.entries()) {
      const before = changes[index - 1]?.date ?? '9999';
      assert.ok(date.slice(0, 7) <= before.slice(0, 7), date);
      assert.ok(own.length > 0);
      for (const page of own) assert.ok(addresses.includes(page), page);
    }
  });

  test('old names: the schema does with each what the table says', () => {
    for (const { old, schema, example } of renamed) {
      const { schema: verdict, diagnostics } = checkBlueprint(example);
      assert.equal(verdict === 'valid', schema !== 'refuses it', old);
      assert.ok(
        diagnostics.some(({ rule }) => rule === 'deprecated-field'),
        old,
      );
    }
  });

  test('exit codes of signals are 128 and their number', () => {
    for (const { name, number } of signals.slice(0, 3)) {
      const exit = exits.find(({ code }) => code === 128 + number);
      assert.ok(exit?.meaning.includes(name), name);
    }
  });
});

suite('fields', () => {
  const shapes = ['server', 'cron', 'keyvalue', 'database', 'workflow'];
  const blueprint = readFileSync(join(root, 'src/content/docs/reference/blueprint.mdx'), 'utf8');
  const tables = [
    ...blueprint.matchAll(/<FactTable of="fields" from="([^"]+)"(?: names="([^"]+)")? \/>/g),
  ].map(([, from = '', names]) => ({ from, names: names?.split(' ') }));

  for (const shape of shapes) {
    test(`each of ${shape} is said something of, and stands on the page once`, () => {
      const fields = Object.keys(definition(shape).properties ?? {}).sort();
      assert.deepEqual(Object.keys(fieldNotes[shape] ?? {}).sort(), fields);
      const shown = tables
        .filter(({ from }) => from === shape)
        .flatMap(({ names }) => names ?? fields);
      assert.deepEqual(shown.sort(), fields);
      for (const row of fieldTable(shape).rows) assert.equal(row.length, 6);
    });
  }

  test('a field that the schema does not have is refused', () => {
    assert.throws(() => fieldTable('server', ['nmae']), /no field nmae in server/);
    assert.throws(() => fieldTable('server.scaling', ['plan']), /no field plan in server\.scaling/);
  });
});

suite('tables of the reference', () => {
  const known: Record<string, readonly string[]> = {
    plan: [...planNames.server, ...planNames.keyvalue, ...planNames.postgres],
    variable: platformVariables.map(({ name }) => name),
    field: Object.values(fieldNotes).flatMap((notes) => Object.keys(notes)),
    signal: signals.map(({ name }) => name),
    code: exits.map(({ code }) => String(code)),
  };

  test('are drawn from the data, not typed', () => {
    for (const { path, source } of pages) {
      if (!path.includes('/reference/')) continue;
      const lines = source.split('\n');
      for (const [index, line] of lines.entries()) {
        if (!/^\|[\s:|-]+\|$/.test(line)) continue;
        const [, head = ''] = /^\| *([^|]*?) *\|/.exec(lines[index - 1] ?? '') ?? [];
        const [, first = ''] = /^\| *`?([^|`]*?)`? *\|/.exec(lines[index + 1] ?? '') ?? [];
        const isTyped = known[head.toLowerCase()]?.includes(first) ?? false;
        assert.ok(!isTyped, `${path}:${index} has a table of ${head} that begins with ${first}`);
      }
    }
  });

  test('prices that worked cases reckon with are those of the data', () => {
    const cases = readFileSync(
      join(root, 'src/content/docs/understand/worker-cron-or-workflow.mdx'),
      'utf8',
    );
    const prices = {
      small: priceText('server/0.5c-512mb'),
      middle: priceText('server/1c-2g'),
      large: priceText('server/2c-4g'),
      broker: priceText('keyvalue/256mb'),
      both: priceText('server/0.5c-512mb + keyvalue/256mb'),
    };
    const bare = (price: string) => price.slice(1);
    for (const said of [
      `| 0.5 CPU, 512 MB | ${prices.small} |`,
      `| 1 CPU, 2 GB | ${prices.middle} |`,
      `| 2 CPU, 4 GB | ${prices.large} |`,
      `With a ${prices.broker} broker`,
      `| ${bare(prices.small)} + ${bare(prices.broker)} | ${prices.both} |`,
    ]) {
      assert.ok(cases.includes(said), said);
    }
  });

  test('a price has cents where it has any', () => {
    assert.equal(priceText('server/0.5c-512mb'), '$7');
    assert.equal(priceText('postgresStorage'), '$0.30');
  });

  test('a price that nobody knows, or of no plan, is refused', () => {
    for (const plan of ['server/2c-8g', 'server/nano', 'disks/1', 'toString'])
      assert.throws(() => priceText(plan), /There is no price/);
  });

  test('inline Markdown of a cell: code, bold, links, and code in both', () => {
    assert.deepEqual(inlineParts('a `b` **c `x`** [d `e`](/f/)'), [
      { kind: 'text', text: 'a ' },
      { kind: 'code', text: 'b' },
      { kind: 'text', text: ' ' },
      {
        kind: 'strong',
        text: 'c `x`',
        parts: [
          { kind: 'text', text: 'c ' },
          { kind: 'code', text: 'x' },
        ],
      },
      { kind: 'text', text: ' ' },
      {
        kind: 'link',
        text: 'd `e`',
        href: '/f/',
        parts: [
          { kind: 'text', text: 'd ' },
          { kind: 'code', text: 'e' },
        ],
      },
    ]);
  });
});

suite('what is past its date', () => {
  test('nothing that was read lately is, everything is in the end, and the longest past comes first', () => {
    const platform = (today: string) =>
      staleFacts(root, today).filter(({ path }) => path.startsWith('src/blueprint/platform/'));
    assert.deepEqual(platform('2026-11-29'), []);
    assert.equal(platform('2031-01-01').length, datedFacts.length);
    const days = staleFacts(root, '2031-01-01').map(({ staleAfter }) => staleAfter);
    assert.deepEqual(days, [...days].sort());
    const kinds = staleFacts(root, '2031-01-01').map(({ path }) => path.split('/')[1]);
    assert.deepEqual([...new Set(kinds)].sort(), ['blueprint', 'content']);
  });

  test('a fact is past its date on the day after', () => {
    const [first] = datedFacts;
    assert.ok(first);
    const isListed = (today: string) =>
      staleFacts(root, today).some(({ what }) => what === first.about);
    const next = new Date(Date.parse(first.staleAfter) + 86_400_000).toISOString().slice(0, 10);
    assert.deepEqual([isListed(first.staleAfter), isListed(next)], [false, true]);
  });

  test('the command lists it, and exits with 1', () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [join(root, 'scripts/check.ts'), '--stale', ...args], {
        encoding: 'utf8',
      });
    const { status, stdout } = run('--today', '2031-01-01');
    assert.equal(status, 1);
    assert.equal(stdout.trimEnd(), formatStale(staleFacts(root, '2031-01-01'), '2031-01-01'));
    assert.match(
      stdout,
      /^\d{4}-\d\d-\d\d src\/blueprint\/platform\/plans\.ts: prices of plans, read/m,
    );
    assert.equal(run('--today', 'tomorrow').status, 2);
  });
});

test('one number in the data changes page, builder, rule and rehearsal together', () => {
  const copy = mkdtempSync(join(tmpdir(), 'render-workers-data-'));
  folders.push(copy);
  for (const folder of ['src', 'examples'])
    cpSync(join(root, folder), join(copy, folder), {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|\.venv|target|_build|deps|\.next)$/.test(path),
    });
  mkdirSync(join(copy, 'tests/fixtures'), { recursive: true });
  cpSync(join(root, 'tests/fixtures/rules'), join(copy, 'tests/fixtures/rules'), {
    recursive: true,
  });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(
    join(copy, 'probe.ts'),
    `import { checkBlueprint } from './src/blueprint/index.ts';
import { defaultAnswers } from './src/builder/answers.ts';
import { buildProject } from './src/builder/project.ts';
import { exampleTexts } from './src/examples/checkout/texts.ts';
import { readProject } from './src/rehearsal/project.ts';
import { readPages } from './src/twins/pages.ts';
import { twinOf } from './src/twins/twin.ts';
const root = import.meta.dirname;
const worker = (...lines) => ['services:', '  - type: worker', '    name: mail', '    region: oregon',
  '    runtime: ruby', '    buildCommand: bundle install', '    startCommand: bundle exec sidekiq -c 3 -t 32', ...lines, ''].join('\\n');
const pages = readPages(root);
const twin = (address) => twinOf(pages.find((page) => page.address === address), pages, root);
const { cost } = buildProject(defaultAnswers, exampleTexts(root, defaultAnswers.framework));
const project = readProject(worker('    plan: 0.5c-512mb'), undefined);
console.log(JSON.stringify({
  plans: twin('/reference/plans/'),
  fields: twin('/reference/blueprint/'),
  builder: cost.lines.map(({ plan, price, count }) => [plan, price / count]),
  rules: checkBlueprint(worker('    plan: free')).diagnostics.map(({ message }) => message),
  rehearsal: [project.worker.memory, project.worker.shutdownDelay],
}));
`,
  );
  const probe = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['probe.ts'], {
      cwd: copy,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as {
      plans: string;
      fields: string;
      builder: [string, number][];
      rules: string[];
      rehearsal: number[];
    };
  };
  const change = (file: string, from: string, to: string) => {
    const path = join(copy, 'src/blueprint/platform', file);
    const text = readFileSync(path, 'utf8');
    assert.equal(text.split(from).length, 2, `${from} stands in ${file} once`);
    writeFileSync(path, text.replace(from, to));
  };

  const before = probe();
  assert.match(
    before.plans,
    /`0\.5c-512mb` \(when omitted\) \| `starter` \| 0\.5 \| 512 MB \| \$7 \|/,
  );
  assert.match(before.fields, /`maxShutdownDelaySeconds` \| whole number, 1 to 300 \| `30` \|/);
  assert.deepEqual(
    before.builder.find(([plan]) => plan === '0.5c-512mb'),
    ['0.5c-512mb', 7],
  );
  assert.match(before.rules.join('\n'), /\$7 a month/);
  assert.match(before.rules.join('\n'), /SIGKILL comes after 30 s/);
  assert.deepEqual(before.rehearsal, [512, 30]);

  change(
    'plans.ts',
    "server('0.5c-512mb', 0.5, 512, { oldName: 'starter', price: sure(7) })",
    "server('0.5c-512mb', 0.5, 640, { oldName: 'starter', price: sure(9) })",
  );
  change('limits.ts', 'least: 1, default: 30, most: 300', 'least: 1, default: 31, most: 300');
  const now = probe();
  assert.match(
    now.plans,
    /`0\.5c-512mb` \(when omitted\) \| `starter` \| 0\.5 \| 640 MB \| \$9 \|/,
  );
  assert.match(now.plans, /A first worker costs \$9 a month/);
  assert.match(now.fields, /`maxShutdownDelaySeconds` \| whole number, 1 to 300 \| `31` \|/);
  assert.deepEqual(
    now.builder.find(([plan]) => plan === '0.5c-512mb'),
    ['0.5c-512mb', 9],
  );
  assert.match(now.rules.join('\n'), /\$9 a month/);
  assert.match(now.rules.join('\n'), /SIGKILL comes after 31 s/);
  assert.deepEqual(now.rehearsal, [640, 31]);
});
