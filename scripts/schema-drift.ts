/**
 * Compares the Blueprint schema with Render's and says what of this project each difference touches.
 *
 *   npm run schema:drift [-- --against FILE|URL] [--format text|markdown]
 *
 * --against  another schema file, or its address (Render's live schema)
 * --format   markdown makes the text of an issue (text)
 *
 * Exit codes: 0 no drift, 1 drift, 2 usage or a schema that cannot be read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blueprintSchema } from '../src/blueprint/schema/index.ts';
import { type Change, compareSchemas } from './schema-compare.ts';
import { type AnySchema, isSchema } from './schema-shape.ts';
import { howMatched, makeTouched, type Touched } from './schema-touched.ts';

const live = 'https://render.com/schema/render.yaml.json';
const patience = 30_000;

async function main(): Promise<number> {
  const usage = 'usage: npm run schema:drift [-- --against FILE|URL] [--format text|markdown]';
  let against = live;
  let format = 'text';
  try {
    const string = { type: 'string' } as const;
    const { values } = parseArgs({ options: { against: string, format: string } });
    against = values.against ?? against;
    format = values.format ?? format;
    if (!['text', 'markdown'].includes(format)) {
      throw new Error(`--format is "${format}"; expected text or markdown.`);
    }
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  let changes: Change[];
  try {
    changes = compareSchemas({ ...blueprintSchema }, await readSchema(against));
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const touched = makeTouched(join(import.meta.dirname, '..'));
  const found = changes.map((change) => ({ change, touched: touched(change) }));
  console.log(format === 'markdown' ? markdown(found, against) : text(found, against));
  return changes.length === 0 ? 0 : 1;
}

/** @throws {Error} with one sentence for people, if it is out of reach or no schema of a Blueprint. */
async function readSchema(against: string): Promise<AnySchema> {
  let source: string;
  if (/^https?:\/\//.test(against)) {
    try {
      const response = await fetch(against, { signal: AbortSignal.timeout(patience) });
      if (!response.ok) throw new Error(`the server answers ${response.status}`);
      source = await response.text();
    } catch (error) {
      const { message, cause } = error as Error;
      const why = cause instanceof Error ? cause.message || String(cause) : message;
      throw new Error(
        `${against} cannot be read: ${why}. Without a network, give a copy: npm run schema:drift -- --against FILE`,
      );
    }
  } else {
    try {
      source = readFileSync(against, 'utf8');
    } catch (error) {
      throw new Error(`${against} cannot be read: ${(error as Error).message}.`);
    }
  }
  let schema: unknown;
  try {
    schema = JSON.parse(source);
  } catch (error) {
    throw new Error(`${against} is not JSON: ${(error as Error).message}.`);
  }
  if (!isSchema(schema) || !(schema['properties'] || schema['allOf'])) {
    throw new Error(`${against} is no schema of a Blueprint: it has neither properties nor allOf.`);
  }
  return schema;
}

interface Found {
  change: Change;
  touched: Touched;
}

function sentence({ kind, place, what, detail }: Change): string {
  const colon = detail === '' ? '' : `: ${what === 'value' ? `\`${detail}\`` : detail}`;
  return `${kind} ${what} \`${place}\`${colon}`;
}

function touches({ rules, pages, examples }: Touched): string[] {
  return Object.entries({ rules, pages, examples }).map(
    ([name, found]) => `${name}: ${found.length === 0 ? 'none' : found.join(', ')}`,
  );
}

function summary(found: Found[], against: string): string {
  const count = (kind: Change['kind']) => found.filter(({ change }) => change.kind === kind).length;
  return found.length === 0
    ? `No drift: our schema demands what ${against} demands.`
    : `Drift from ${against}: ${count('added')} added, ${count('removed')} removed, ${count('changed')} changed.`;
}

function text(found: Found[], against: string): string {
  return [
    ...found.flatMap(({ change, touched }) => [
      sentence(change),
      ...touches(touched).map((line) => `    ${line}`),
    ]),
    summary(found, against),
    ...(found.length === 0 ? [] : [howMatched]),
  ].join('\n');
}

function markdown(found: Found[], against: string): string {
  const items = found.flatMap(({ change, touched }) => [
    `- ${sentence(change)}`,
    ...touches(touched).map((line) => `  - ${line}`),
  ]);
  return [
    summary(found, against),
    '',
    ...(items.length === 0 ? [] : [...items, '']),
    ...(items.length === 0 ? [] : [howMatched, '']),
    'Again: `npm run schema:drift`. Change `src/blueprint/schema/`, then run `npm run schema:types` and `npm test`.',
  ].join('\n');
}

process.exitCode = await main();
