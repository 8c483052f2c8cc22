/**
 * Writes the TypeScript types of a Blueprint from the schema, to src/blueprint/schema/types.ts.
 *
 *   node scripts/schema-types.ts [--check]
 *
 * --check  writes nothing and fails where the file is not what the schema makes
 *
 * Exit codes: 0 written or up to date, 1 out of date, 2 usage.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blueprintSchema } from '../src/blueprint/schema/index.ts';
import type { JsonSchema } from '../src/blueprint/schema/json-schema.ts';

const root = join(import.meta.dirname, '..');
const target = 'src/blueprint/schema/types.ts';

function main(): number {
  let check = false;
  try {
    check = parseArgs({ options: { check: { type: 'boolean' } } }).values.check === true;
  } catch (error) {
    console.error(`${(error as Error).message}\nusage: node scripts/schema-types.ts [--check]`);
    return 2;
  }
  const text = format(typesOf(blueprintSchema));
  if (!check) {
    writeFileSync(join(root, target), text);
    return 0;
  }
  if (readFileSync(join(root, target), 'utf8') === text) return 0;
  console.error(`${target} is not what the schema makes. Run \`node scripts/schema-types.ts\`.`);
  return 1;
}

function typesOf(schema: JsonSchema): string {
  const { $defs = {}, ...blueprint } = schema;
  return [
    '// Written by scripts/schema-types.ts from the schema: change that and run it again.',
    '',
    declaration('BlueprintFile', blueprint),
    ...Object.entries($defs).map(([name, definition]) => declaration(typeName(name), definition)),
  ].join('\n');
}

function declaration(name: string, schema: JsonSchema): string {
  const { description = '', properties } = schema;
  const closing = schema.allOf || schema.oneOf || (schema.anyOf && properties);
  const note =
    closing && shapesOf(schema).length === 0
      ? ' Which fields exclude or need each other is for the schema to say.'
      : '';
  const comment = docs({ description: `${description}${note}` });
  return properties && shapesOf(schema).length === 0
    ? `${comment}export interface ${name} ${typeOf(schema)}\n`
    : `${comment}export type ${name} = ${typeOf(schema)};\n`;
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref) return typeName(schema.$ref.slice('#/$defs/'.length));
  const shapes = shapesOf(schema);
  if (shapes.length > 0) return [...new Set(shapes.map(typeOf))].join(' | ');
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (values) return values.map((value) => `'${value}'`).join(' | ');
  if (schema.properties) {
    const fields = Object.entries(schema.properties).map(([name, property]) => {
      const mark = schema.required?.includes(name) ? '' : '?';
      return `${docs(property)}${name}${mark}: ${typeOf(property)};`;
    });
    return `{\n${fields.join('\n')}\n}`;
  }
  switch (schema.type) {
    case 'array':
      return `readonly (${schema.items ? typeOf(schema.items) : 'unknown'})[]`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return schema.type;
    default:
      throw new Error(`no type for ${JSON.stringify(schema)}`);
  }
}

/** What `anyOf`, or conditions on `type`, choose from; none where they relate fields of one object. */
function shapesOf({ anyOf = [], allOf = [], then, else: otherwise }: JsonSchema): JsonSchema[] {
  return [...anyOf, ...allOf, then, otherwise].flatMap((part) => {
    if (!part) return [];
    return part.$ref || part.type ? [part] : shapesOf(part);
  });
}

function docs({ description, deprecated }: JsonSchema): string {
  if (!description) return '';
  return deprecated ? `/** @deprecated ${description} */\n` : `/** ${description} */\n`;
}

function typeName(definition: string): string {
  return definition.charAt(0).toUpperCase() + definition.slice(1);
}

function format(source: string): string {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [biome, 'format', `--stdin-file-path=${target}`],
    { cwd: root, input: source, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the types do not parse: ${stderr}`);
  return stdout;
}

process.exitCode = main();
