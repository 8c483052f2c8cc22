import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const root = join(import.meta.dirname, '../..');
const corpus = join(root, '../shared/corpus');

/** Whole Blueprints to start from: our fixtures and examples, and the public ones where they are. */
function realTexts(): string[] {
  const fixtures = join(root, 'tests/fixtures/rules');
  const paths = readdirSync(fixtures).map((name) => join(fixtures, name));
  for (const name of readdirSync(join(root, 'examples'))) {
    paths.push(join(root, 'examples', name, 'render.yaml'));
  }
  if (statSync(corpus, { throwIfNoEntry: false })) {
    paths.push(...readdirSync(corpus).map((name) => join(corpus, name)));
  }
  return paths
    .filter((path) => /\.ya?ml$/.test(path) && statSync(path, { throwIfNoEntry: false }))
    .map((path) => readFileSync(path, 'utf8'));
}

export const real = realTexts();

/** What YAML gives a meaning to, and what readers have stumbled over. */
const marks = [
  ...[
    '- ',
    '-',
    ': ',
    ':',
    '? ',
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '#',
    ' # x',
    '---\n',
    '...\n',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '\\',
    '|',
    '>',
    '|-\n',
    '>+\n',
    '&a ',
    '*a',
    '*a : ',
    '<<: ',
    '<<: *a',
  ],
  ...[
    '!!str ',
    '!',
    '!!binary ',
    '%YAML 1.1\n',
    '@',
    '`',
    '~',
    'null',
    'true',
    'off',
    '0x1f',
    '1e999',
    '.nan',
  ],
  ...[
    '\0',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\uD800',
    '\uDC00',
    '🦀',
    '__proto__',
    'constructor',
    'a',
    'b: c',
    '-0',
  ],
  '# render-workers: ignore[free-plan] x',
  '9'.repeat(400),
];

const fieldNames = [
  ...[
    'services',
    'type',
    'name',
    'runtime',
    'plan',
    'envVars',
    'key',
    'value',
    'fromService',
    'fromGroup',
  ],
  ...[
    'fromDatabase',
    'property',
    'databases',
    'envVarGroups',
    'projects',
    'environments',
    'disk',
    'sizeGB',
  ],
  ...[
    'env',
    'scaling',
    'maxInstances',
    'ipAllowList',
    'startCommand',
    'schedule',
    'previews',
    'region',
    'sync',
  ],
  ...['__proto__', 'toString', 'nonsense', '1', 'null', '""', "'q'", '"two words"', '&k x', '<<'],
];
const words = [
  ...[
    'worker',
    'web',
    'cron',
    'keyvalue',
    'free',
    'node',
    'a',
    'b',
    'off',
    'true',
    'null',
    '~',
    '1',
    '-1',
    '0.5',
  ],
  ...[
    '012',
    '0x1F',
    '1e3',
    '.inf',
    '-0',
    '""',
    "'it''s'",
    '"a\\nb"',
    'a: b',
    'a # b',
    'a#b',
    'http://x:1',
    '[]',
  ],
  ...[
    '{}',
    '[a, b]',
    '{a: 1, b: [c]}',
    '[a: 1]',
    '{a, b}',
    '&x a',
    '*x',
    '!!str 1',
    '|\n',
    '"*/5 * * * *"',
    '',
    '- x',
  ],
];
const fieldName = fc.constantFrom(...fieldNames);
const word = fc.constantFrom(...words);
const comment = fc.constantFrom('', '', '', ' # why', '   ', '#x');
const eol = fc.constantFrom('\n', '\n', '\n', '\n\n', '\n# c\n', '\r\n');

/** Lines of block YAML, mostly well indented. */
const structured: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      indent: fc.constantFrom(0, 0, 2, 2, 2, 4, 4, 4, 6, 6, 1, 3, 8),
      dash: fc.constantFrom('', '', '', '- ', '- ', '-   ', '- - '),
      key: fc.option(fieldName, { freq: 8, nil: undefined }),
      value: word,
      comment,
      eol,
    }),
    { maxLength: 25 },
  )
  .map((lines) =>
    lines
      .map(({ indent, dash, key, value, comment, eol }) => {
        const content = key === undefined ? value : `${key}:${value === '' ? '' : ` ${value}`}`;
        return `${' '.repeat(indent)}${dash}${content}${comment}${eol}`;
      })
      .join(''),
  );

type Shape = { [field: string]: Shape } | Shape[] | string;

/** A tree, written as block YAML that is well formed. */
const wellFormed: fc.Arbitrary<string> = fc
  .letrec<{ shape: Shape }>((tie) => ({
    shape: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(
        'a',
        'node',
        '"x y"',
        "'off'",
        '12',
        '0.5',
        'true',
        '[]',
        '[a, "b"]',
        '{a: 1}',
        '',
        '~',
      ),
      fc.array(tie('shape'), { minLength: 1, maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...fieldNames.slice(0, 27)), tie('shape'), {
        minKeys: 1,
        maxKeys: 5,
        noNullPrototype: true,
      }),
    ),
  }))
  .shape.chain((shape) => eol.map((eol) => write(shape, 0, eol)));

function write(shape: Shape, indent: number, eol: string): string {
  const pad = ' '.repeat(indent);
  if (typeof shape === 'string') return shape;
  const parts = Array.isArray(shape)
    ? shape.map((item) => ['- ', item] as const)
    : Object.entries(shape).map(([key, value]) => [`${key}: `, value] as const);
  return parts
    .map(([head, value]) => {
      if (typeof value === 'string') return `${pad}${head}${value}${eol}`;
      // In a list the first line of a nested block can stand behind the dash.
      const body = write(value, indent + 2, eol);
      if (head === '- ') return `${pad}- ${body.trimStart()}`;
      return `${pad}${head.trimEnd()}${eol}${body}`;
    })
    .join('');
}

/** A real Blueprint with a few cuts, splices, doubled and shifted lines in it. */
const mutated: fc.Arbitrary<string> = fc
  .record({
    text: fc.constantFrom(...real),
    changes: fc.array(
      fc.record({
        how: fc.constantFrom('cut', 'insert', 'flip', 'double', 'shift', 'splice'),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.integer({ min: 1, max: 40 }),
        mark: fc.constantFrom(...marks),
        other: fc.constantFrom(...real),
      }),
      { minLength: 0, maxLength: 6 },
    ),
  })
  .map(({ text, changes }) =>
    changes.reduce((now, { how, at, length, mark, other }) => {
      const from = Math.floor(at * now.length);
      const lineStart = now.lastIndexOf('\n', from - 1) + 1;
      switch (how) {
        case 'cut':
          return now.slice(0, from) + now.slice(from + length);
        case 'insert':
          return now.slice(0, from) + mark + now.slice(from);
        case 'flip': {
          const flipped = String.fromCharCode(now.charCodeAt(from) ^ (1 << (length % 16)));
          return now.slice(0, from) + flipped + now.slice(from + 1);
        }
        case 'double':
          return now.slice(0, from) + now.slice(lineStart);
        case 'shift':
          return `${now.slice(0, lineStart)}${' '.repeat(length % 5)}${now.slice(lineStart)}`;
        default:
          return now.slice(0, from) + other.slice(Math.floor(at * other.length));
      }
    }, text),
  );

/** Any bytes, and real Blueprints with bytes changed, decoded as a file is. */
const bytes: fc.Arbitrary<string> = fc
  .oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .tuple(fc.constantFrom(...real), fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.nat())
      .map(([text, noise, at]) => {
        const bytes = new TextEncoder().encode(text);
        bytes.set(noise, at % Math.max(1, bytes.length - noise.length));
        return bytes;
      }),
  )
  .map((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));

/** Every kind of text that the engine is thrown at. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...marks), { maxLength: 40 }).map((parts) => parts.join('')),
  bytes,
  structured,
  wellFormed,
  mutated,
);
