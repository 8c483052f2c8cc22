import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseDocument } from 'yaml';
import { checkBlueprint } from '../../src/blueprint/index.ts';
import type { Corpus } from './corpus.ts';
import { medians } from './time.ts';

/** Milliseconds for all files, in one process that is warm. */
export interface Reading {
  /** `yaml` without positions, then Ajv with the published schema, compiled beforehand. */
  bare: number;
  /** `checkBlueprint`: positions, schema, all rules, fixes. */
  ours: number;
}

export function measureReading({ texts, schema }: Corpus, rounds: number): Reading {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const isValid = (text: string) => {
    const document = parseDocument(text, { merge: true });
    return document.errors.length === 0 && validate(document.toJS());
  };
  const valid = { bare: 0, ours: 0 };
  const took = medians(rounds, {
    bare() {
      valid.bare = texts.filter(isValid).length;
    },
    ours() {
      valid.ours = texts.filter((text) => checkBlueprint(text).schema === 'valid').length;
    },
  });
  if (valid.bare !== valid.ours) {
    throw new Error(`Ajv calls ${valid.bare} files valid, the engine ${valid.ours}.`);
  }
  return took;
}
