import type { Severity } from './diagnostic.ts';
import { ignoreRules } from './ignores.ts';
import { rules } from './rules/index.ts';
import { type Source, sources } from './sources.ts';
import { schemaRules } from './validate.ts';

/** What is said of a rule on its page, in the terminal and in the skill. */
export interface CatalogEntry {
  id: string;
  severity: Severity;
  /** Who decides it: the YAML reader, the schema, a rule over the whole file, or a comment in it. */
  origin: 'yaml' | 'schema' | 'semantic' | 'ignore';
  summary: string;
  why: string;
  /** What its facts rest on; empty where it follows from YAML or from this project. */
  sources: readonly Source[];
}

const yamlRules: CatalogEntry[] = [
  {
    id: 'yaml-syntax',
    severity: 'error',
    origin: 'yaml',
    summary: 'The file is not one YAML document.',
    why: 'Nothing else can be said of it. The message names the place and what is wrong there.',
    sources: [],
  },
  {
    id: 'duplicate-key',
    severity: 'error',
    origin: 'yaml',
    summary: 'A mapping gives one key twice.',
    why: 'YAML forbids it, and readers that accept it keep only one of the two values.',
    sources: [],
  },
];

/** Every id that a diagnostic can carry, in the order in which they are decided. */
export const catalog: readonly CatalogEntry[] = [
  ...yamlRules,
  ...Object.entries(schemaRules).map(
    ([id, summary]): CatalogEntry => ({
      id,
      severity: 'error',
      origin: 'schema',
      summary,
      why: 'Render refuses a Blueprint that breaks its schema. The message names the allowed values and the nearest one.',
      sources: [sources.schema, sources.spec],
    }),
  ),
  ...rules.map(({ id, severity, summary, why, sources }): CatalogEntry => {
    return { id, severity, origin: 'semantic', summary, why, sources };
  }),
  ...Object.entries(ignoreRules).map(
    ([id, summary]): CatalogEntry => ({
      id,
      severity: 'warning',
      origin: 'ignore',
      summary,
      why: 'An ignore that says nothing hides the next mistake on that line.',
      sources: [],
    }),
  ),
];
