import type { JsonSchema } from './schema/json-schema.ts';
import { typeNames } from './types.ts';

/** What a field takes, in a few words: `whole number, 1 to 300`, `one of 5`, `list`. */
export function fieldKind(schema: JsonSchema): string {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return `one of ${schema.enum.length}`;
  const types = schema.type
    ? [schema.type]
    : (schema.anyOf ?? []).flatMap(({ type }) => type ?? []);
  const kinds = types.length > 0 ? types : (['object'] as const);
  return kinds.map((type) => typeNames[type].replace(/^an? |`/g, '')).join(' or ') + bounds(schema);
}

function bounds({ minimum, maximum }: JsonSchema): string {
  if (minimum === undefined) return '';
  return maximum === undefined ? `, ${minimum} or more` : `, ${minimum} to ${maximum}`;
}
