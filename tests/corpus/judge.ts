import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAllDocuments } from 'yaml';
import { blueprintSchema, checkBlueprint, type SchemaVerdict } from '../../src/blueprint/index.ts';
import { shared } from './public.ts';

/** A schema compiled as the official verdicts were given: not strict, all errors, formats on. */
export function compile(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** Render's published schema. */
export function readOracle(): object {
  return JSON.parse(readFileSync(join(shared, 'oracle/render.yaml.schema.json'), 'utf8')) as object;
}

/** What three judges say of one text. */
export interface Verdicts {
  /** Ajv with Render's published schema. */
  official: SchemaVerdict;
  /** Ajv with our schema. */
  schema: SchemaVerdict;
  /** The engine. */
  engine: SchemaVerdict;
}

export type Judge = (text: string) => Verdicts;

/** Makes a judge of texts. Compiling the schemas takes a while; judging does not. */
export function makeJudge(schema: object = blueprintSchema): Judge {
  const official = compile(readOracle());
  const ours = compile(schema);
  return (text) => {
    const data = readYaml(text);
    const verdict = (validate: ValidateFunction): SchemaVerdict =>
      data ? (validate(data.value) ? 'valid' : 'invalid') : 'yaml-error';
    return {
      official: verdict(official),
      schema: verdict(ours),
      engine: checkBlueprint(text).schema,
    };
  };
}

/** The one document of a text, read as the official verdicts were: YAML 1.2, merge keys on. */
function readYaml(text: string): { value: unknown } | undefined {
  const documents = parseAllDocuments(text, { merge: true });
  const [document] = documents;
  if (!document || documents.length > 1 || document.errors.length > 0) return undefined;
  try {
    return { value: document.toJS() };
  } catch {
    // An alias with no anchor, or too many of them.
    return undefined;
  }
}
