import { catalog } from '../catalog.ts';
import { OUTPUT_VERSION } from './json.ts';
import { closed, list, natural, text } from './schema-shapes.ts';

const positive = { type: 'integer', minimum: 1 };
const verdict = {
  enum: ['valid', 'invalid', 'yaml-error'],
  description: 'What Render’s own schema says, whatever our rules find.',
};
const range = {
  line: { ...positive, description: 'Line, from 1.' },
  column: { ...positive, description: 'Column in UTF-16 units, from 1.' },
  endLine: { ...positive, description: 'Line of the end.' },
  endColumn: { ...positive, description: 'Column of the end, which is not included.' },
};

/** The JSON Schema (2020-12) of what `render-workers check --format json` prints. */
export const checkOutputSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://render-workers.onrender.com/schema/check-output.json',
  title: 'Output of `render-workers check --format json`',
  ...closed({
    version: { const: OUTPUT_VERSION, description: 'The version of this shape.' },
    tool: closed({ name: { const: 'render-workers' }, version: text }),
    summary: closed({
      files: natural,
      blueprints: { ...natural, description: 'Blueprint files, and fences that hold one.' },
      errors: natural,
      warnings: natural,
      fixable: { ...natural, description: 'Findings that `--fix` would take away.' },
      fixableUnsafe: {
        ...natural,
        description: 'Findings that only `--fix-unsafe` would take away.',
      },
      fixed: { ...natural, description: 'Fixes that this run applied.' },
    }),
    files: list(
      closed(
        {
          path: { ...text, description: 'As it was given, or `<stdin>`.' },
          schema: {
            enum: [...verdict.enum, null],
            description: `${verdict.description} Null for Markdown without a Blueprint.`,
          },
          fences: list(
            closed({ line: positive, endLine: positive, schema: verdict }),
            'The fences of a Markdown file that were checked.',
          ),
          fixed: list(closed({ rule: text, title: text }), 'What this run changed in the file.'),
          diagnostics: list({ $ref: '#/$defs/diagnostic' }, 'In the order of the text.'),
        },
        ['fences'],
      ),
      'One entry for each file, in the order in which they were checked.',
    ),
  }),
  $defs: {
    diagnostic: closed({
      ...range,
      rule: { enum: catalog.map(({ id }) => id), description: 'The id of the rule.' },
      severity: { enum: ['error', 'warning'] },
      message: text,
      docs: { type: 'string', format: 'uri', description: 'Where the rule is explained.' },
      related: list(closed({ label: text, ...range }), 'Other places that the finding is about.'),
      fixes: list({ $ref: '#/$defs/fix' }, 'The best one first.'),
    }),
    fix: closed({
      title: text,
      safe: { type: 'boolean', description: 'Whether `--fix` applies it.' },
      edits: list(
        closed({
          ...range,
          start: { ...natural, description: 'Offset into the file in UTF-16 units.' },
          end: { ...natural, description: 'Offset of the end, which is not included.' },
          text: { ...text, description: 'What stands there instead.' },
        }),
        'Replacements, each in the file as it is.',
      ),
    }),
  },
};
