/** The part of JSON Schema 2020-12 that the Blueprint schema uses, and no more. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  deprecated?: boolean;
  default?: string | number | boolean;
  examples?: readonly (string | number | readonly object[])[];
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  enum?: readonly string[];
  const?: string;
  minimum?: number;
  maximum?: number;
  format?: 'uri';
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: boolean;
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  /** Rules that hold between the fields of one object. */
  allOf?: readonly JsonSchema[];
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  not?: JsonSchema;
}

/** Points at a definition of the Blueprint schema. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

/** A string field with its description and what it may look like. */
export function text(description: string, ...examples: string[]): JsonSchema {
  return { type: 'string', description, ...(examples.length > 0 && { examples }) };
}

/** An array field with its description. */
export function list(items: JsonSchema, description: string): JsonSchema {
  return { type: 'array', items, description };
}

/** An object that takes these fields and no other. */
export function closed(
  description: string,
  properties: Record<string, JsonSchema>,
  required: readonly string[] = [],
): JsonSchema {
  return { type: 'object', description, properties, required, additionalProperties: false };
}
