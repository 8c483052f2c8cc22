/** Pieces of which the schemas of our own output are made. */
export const natural = { type: 'integer', minimum: 0 };
export const text = { type: 'string' };

/** An object with these properties and no others; all are required but the optional ones. */
export function closed(properties: Record<string, unknown>, optional: string[] = []) {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: false,
  };
}

export function list(items: unknown, description: string) {
  return { type: 'array', items, description };
}
