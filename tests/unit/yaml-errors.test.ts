import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { applyFixes, checkBlueprint } from '../../src/blueprint/index.ts';

/** `line:column message`, then an indented `line:column label` for each related place. */
function explained(text: string): string[] {
  return checkBlueprint(text).diagnostics.flatMap(({ message, range, related }) => [
    `${range.start.line}:${range.start.column} ${message}`,
    ...related.map(({ label, range: { start } }) => `  ${start.line}:${start.column} ${label}`),
  ]);
}

const service = 'services:\n  - type: worker\n    name: jobs\n';

const cases: [what: string, text: string, expected: string[]][] = [
  [
    'a key given twice',
    `${service}    type: web\n`,
    [
      '4:5 `type` is given twice in the same mapping, first on line 2. Keep one.',
      '  2:5 the first one',
    ],
  ],
  [
    'a key given twice, once in quotes',
    'services: []\n"services": []\n',
    [
      '2:1 `"services"` is given twice in the same mapping, first on line 1. Keep one.',
      '  1:1 the first one',
    ],
  ],
  [
    'a key given twice in braces',
    'previews: {generation: manual, generation: manual}\n',
    ['1:32 `generation` is given twice in the same mapping. Keep one.', '  1:12 the first one'],
  ],
  [
    'a key one column too far left',
    `${service}   plan: free\n`,
    [
      '4:4 `plan` starts in column 4. The keys of its mapping start in column 5, as `name` on line 3 does.',
      '  3:5 `name` starts in column 5',
    ],
  ],
  [
    'a key one column too far right',
    'services:\n  - type: worker\n     name: jobs\n',
    [
      '3:6 `name` starts in column 6. The keys of its mapping start in column 5, as `type` on line 2 does.',
      '  2:5 `type` starts in column 5',
    ],
  ],
  [
    'a key in the column of the dash',
    `${service}  envVars:\n    - key: A\n`,
    [
      '4:3 `envVars` starts in column 3, where the dashes of a list stand. The keys of that item start in column 5.',
      '  3:5 `name` starts in column 5',
    ],
  ],
  [
    'a first key further right than the second',
    '  services: []\nversion: "1"\n',
    [
      '2:1 `version` starts in column 1. The keys of its mapping start in column 3, as `services` on line 1 does.',
      '  1:3 `services` starts in column 3',
    ],
  ],
  [
    'a dash in the wrong column',
    `${service}    envVars:\n      - key: A\n     - key: B\n`,
    [
      '6:6 This `-` starts in column 6. The items of its list start in column 7, as on line 5.',
      '  5:7 this `-` starts in column 7',
    ],
  ],
  [
    'a list among keys',
    'services:\n  previews: {}\n  - type: worker\n',
    [
      '3:3 A list item cannot stand among the keys of a mapping. Indent the list below the key that it belongs to.',
    ],
  ],
  [
    'an item without its dash',
    'services:\n  - type\n  name: jobs\n',
    [
      '3:3 `name` starts in column 3, where the dashes of a list stand. Write `- name` if it is an item of that list.',
      '  2:3 this `-` starts in column 3',
    ],
  ],
  [
    'a tab',
    'services:\n\t- type: worker\n',
    ['2:1 A tab is used for indentation. YAML allows spaces only: write two of them per level.'],
  ],
  [
    'a tab behind spaces',
    'services:\n  - type: worker\n  \tname: jobs\n',
    ['3:3 A tab is used for indentation. YAML allows spaces only: write two of them per level.'],
  ],
  [
    'a double quote that is not closed',
    'services:\n  - type: worker\n    name: "jobs\n    plan: free\n',
    ['3:11 This `"` opens a text that is never closed. Put a `"` at its end.'],
  ],
  [
    'a single quote that is not closed',
    "services:\n  - type: worker\n    name: 'jobs\n",
    ["3:11 This `'` opens a text that is never closed. Put a `'` at its end."],
  ],
  [
    'text behind a quote',
    "buildCommand: 'echo it's on'\n",
    [
      "1:24 This follows the closing `'`. Put the whole value in quotes, and write a `'` inside it as `''`.",
      "  1:15 the `'` that opens the text",
    ],
  ],
  [
    'text behind a quote that closes on a later line',
    'buildCommand: "echo\n  on" off\n',
    [
      '2:7 This follows the end of a text in quotes that starts on an earlier line. Is its closing `"` missing there?',
      '  1:15 the `"` that opens the text',
    ],
  ],
  [
    'a quote that is not closed before the next one',
    'services:\n  - name: "jobs\n    plan: "free"\n',
    ['2:11 This `"` opens a text that is never closed. Put a `"` at its end.'],
  ],
  [
    'a bracket that is not closed',
    'services:\n  - type: keyvalue\n    ipAllowList: [\n    name: queue\n',
    ['3:18 This `[` is never closed. Put a `]` at its end.'],
  ],
  [
    'a brace that is not closed, in a bracket',
    'services: [{type: worker\nversion: "1"\n',
    ['1:12 This `{` is never closed. Put a `}` at its end.'],
  ],
  ['a bracket at the top', '[services\n', ['1:1 This `[` is never closed. Put a `]` at its end.']],
  [
    'a bracket closed by a brace',
    'services: [1}\n',
    ['1:13 `}` cannot close the `[` that is open here. Write `]`.', '  1:11 `[` is opened here'],
  ],
  [
    'a bracket that nothing opens',
    'services: ]\n',
    ['1:11 This `]` closes nothing. Remove it, or quote the value if it is text.'],
  ],
  [
    'a key without the space',
    'services:\n  - type:worker\n    name: jobs\n',
    ['2:9 A space is missing after this colon, so YAML sees no key. Write `type: worker`.'],
  ],
  [
    'a last key without the space',
    `${service}    plan:free\n`,
    ['4:9 A space is missing after this colon, so YAML sees no key. Write `plan: free`.'],
  ],
  [
    'two keys without the space',
    'version:1\nservices: []\nprojects:x\nungrouped: {}\n',
    [
      '1:8 A space is missing after this colon, so YAML sees no key. Write `version: 1`.',
      '3:9 A space is missing after this colon, so YAML sees no key. Write `projects: x`.',
    ],
  ],
  [
    'a dash without the space',
    'services:\n  -type: worker\n    name: jobs\n',
    ['2:3 A space is missing after this dash, so YAML sees no list item. Write `- type: worker`.'],
  ],
  [
    'a key without a colon',
    'services:\n  - type: worker\n    name\n    plan: free\n',
    ['3:5 `name` has no colon, and a key needs one. Write `name: ` and its value.'],
  ],
  [
    'text where a key stands',
    'services: []\nand more of it\n',
    [
      '2:1 `and more of it` is no `key: value`. If it goes on with the line above, indent it; if it is a list item, put `- ` before it.',
    ],
  ],
  [
    'a second document',
    'services: []\n---\nservices: []\n',
    [
      '2:1 A second YAML document starts here. Render reads one document per file: remove the `---` or put the rest into a file of its own.',
    ],
  ],
  [
    'a second document behind dots',
    'services: []\n...\nservices: []\n',
    [
      '3:1 A second YAML document starts here. Render reads one document per file: remove the `...` above it or put the rest into a file of its own.',
    ],
  ],
  [
    'an alias without an anchor',
    'services: *none\n',
    [
      '1:11 The alias `*none` has no anchor above it. Write `&none` before the value that it repeats, or quote it if it is text: `"*none"`.',
    ],
  ],
  [
    'globs that look like aliases',
    'paths:\n  - *.py\n  - **/jobs\n',
    [
      '2:5 A `*` at the start makes `*.py` an alias to YAML. Quote it: `"*.py"`.',
      '3:5 A `*` at the start makes `**/jobs` an alias to YAML. Quote it: `"**/jobs"`.',
    ],
  ],
  [
    'an alias without a name',
    'services: *\n',
    ['1:11 `*` stands for an anchor or an alias to YAML, and no name follows. Quote the value.'],
  ],
  [
    'a tag that nothing defines',
    'version: !e!x "1"\n',
    [
      '1:10 `!e!x` is a tag to YAML, and nothing defines it. A Blueprint needs no tags: remove it, or quote the value if it is text.',
    ],
  ],
  [
    'a value that starts with @',
    'paths:\n  - @acme/jobs # ours\n',
    ['2:5 A value without quotes cannot start with `@`. Quote it: `"@acme/jobs"`.'],
  ],
  [
    'a value that starts with %',
    'paths: [%x]\n',
    ['1:9 A value without quotes cannot start with `%`. Quote it: `"%x"`.'],
  ],
  [
    'a value in backticks',
    'startCommand: `node x`\n',
    ['1:15 A value without quotes cannot start with a backtick. Quote it.'],
  ],
  [
    'a value with a colon in it',
    'startCommand: echo a: b # c\n',
    ['1:15 The `: ` in this value starts another mapping to YAML. Put the whole value in quotes.'],
  ],
  [
    'an escape that is none',
    'startCommand: "grep \\d"\n',
    ['1:21 `\\d` means nothing in double quotes. Write `\\\\d`, or put the text in single quotes.'],
  ],
  [
    'text behind a block mark',
    'startCommand: > node\n  x\n',
    ['1:17 Nothing may follow `|` or `>` on its line. The text starts on the next line, indented.'],
  ],
  [
    'a NUL character',
    'services: []\nna\0me\nplan: free\n',
    [
      '2:3 The control character U+0000 stands here, and YAML allows none. Remove it. Is the file saved as UTF-8?',
    ],
  ],
  [
    'another control character',
    'services: []\nname\x1b\nplan: free\n',
    ['2:5 The control character U+001B stands here, and YAML allows none. Remove it.'],
  ],
  [
    'a merge conflict',
    '<<<<<<< HEAD\nservices: []\n=======\nservices: []\n>>>>>>> main\n',
    ['1:1 This is the mark of a merge conflict. Keep one of the two sides and remove the marks.'],
  ],
  [
    'a template',
    '{% if x %}\nservices: []\n',
    [
      '1:1 `{%` belongs to a template. Render reads `render.yaml` as it is: fill the template in first, or quote the value.',
    ],
  ],
  [
    'a bracket that is not closed around a `key: value` without braces',
    'services: [a b: c\n',
    ['1:11 This `[` is never closed. Put a `]` at its end.'],
  ],
  [
    'a comment right behind a brace',
    'previews: {generation: manual}#x\n',
    ['1:31 A comment needs a space before its `#`.'],
  ],
  [
    'a comma that is missing in braces',
    'previews: {"generation":"manual","expireAfterDays"2}\n',
    ['1:51 A comma is missing between this and what stands before it.'],
  ],
  ['a word behind brackets', 'services: [] x\n', ['1:14 `x` cannot stand here.']],
  [
    'what the parser says best itself',
    'services: &a &b c\n',
    ['1:14 A node can have at most one anchor.'],
  ],
  [
    'a directive and nothing else',
    '%x: 1\n',
    [
      '1:1 A line that starts with `%` is a directive to YAML and no data. A Blueprint needs none: remove it, or quote the key.',
    ],
  ],
];

describe('what is wrong with YAML, where, and what to write', () => {
  for (const [what, text, expected] of cases) {
    test(what, () => {
      assert.equal(checkBlueprint(text).schema, 'yaml-error');
      assert.deepEqual(explained(text), expected);
    });

    test(`${what}, with CRLF`, () => {
      assert.deepEqual(explained(text.replaceAll('\n', '\r\n')), expected);
    });

    // The parser does not count the spaces behind the mark as indentation.
    if (text.startsWith(' ')) continue;
    test(`${what}, after a byte order mark`, () => {
      assert.deepEqual(explained(`\uFEFF${text}`), expected);
    });
  }
});

describe('fixes of YAML errors', () => {
  const fixable: [what: string, text: string, expected: string, unsafe: boolean][] = [
    [
      'a space after the colon',
      'version:"1"\nservices: []\n',
      'version: "1"\nservices: []\n',
      false,
    ],
    [
      'a space after the dash',
      'services:\n  -type: a\n    name: b\n',
      'services:\n  - type: a\n    name: b\n',
      false,
    ],
    ['quotes around @', 'a:\n  - @b/c # d\n', 'a:\n  - "@b/c" # d\n', false],
    ['quotes for backticks', 'a: `b c`\n', 'a: "b c"\n', false],
    ['quotes around a colon', 'a: echo b: c # d\n', "a: 'echo b: c' # d\n", true],
    ['quotes around a colon and an apostrophe', "a: it's b: c\n", 'a: "it\'s b: c"\n', true],
  ];
  for (const [what, text, expected, unsafe] of fixable) {
    test(what, () => {
      const { diagnostics } = checkBlueprint(text);
      assert.equal(applyFixes(text, diagnostics).text, unsafe ? text : expected);
      const fixed = applyFixes(text, diagnostics, { unsafe: true }).text;
      assert.equal(fixed, expected);
      assert.notEqual(checkBlueprint(fixed).schema, 'yaml-error');
    });
  }
});
