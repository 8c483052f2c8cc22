import { cursorAt, resolve } from './cursor.ts';
import { fieldKind } from './field-kind.ts';
import { blueprintSchema } from './schema/index.ts';
import type { JsonSchema } from './schema/json-schema.ts';

/** What is said of the field or value that somebody points at. Code in its texts is in backticks. */
export interface Hover {
  /** The word that it is about, in UTF-16 units: from `start` up to, not including, `end`. */
  range: { start: number; end: number };
  /** The field and what it takes: `` `maxShutdownDelaySeconds`: whole number, 1 to 300 ``. */
  title: string;
  /** What the schema says of the field; empty where it says nothing. */
  description: string;
  /** What counts where the field is left out. */
  default?: string;
  /** The values of the fixed set that it takes, if they are few. */
  values?: readonly string[];
  /** The page of the handbook that says more, as a path on its site. */
  docs?: string;
}

/** Longer lists are for the page of the fields. */
const MOST_VALUES = 12;

const wiring = '/reference/environment-wiring/';
const fields = '/reference/blueprint/';

/** The pages that say more of a field, by its name. */
export const pages: Record<string, string> = {
  region: `${fields}#identity-place-and-size`,
  plan: `${fields}#identity-place-and-size`,
  runtime: `${fields}#build-and-start`,
  buildCommand: `${fields}#build-and-start`,
  startCommand: `${fields}#build-and-start`,
  dockerCommand: `${fields}#docker`,
  buildSource: `${fields}#a-shared-build`,
  image: `${fields}#a-prebuilt-image`,
  disk: `${fields}#deploys-and-shutdown`,
  buildFilter: `${fields}#monorepo`,
  previews: `${fields}#previews`,
  projects: `${fields}#where-a-definition-lives`,
  databases: '/understand/postgres/',
  connectionPool: '/understand/postgres/',
  maxmemoryPolicy: '/understand/key-value/',
  persistenceMode: '/understand/key-value/',
  ipAllowList: '/guides/networking/',
  preDeployCommand: '/guides/deploying/',
  initialDeployHook: '/guides/deploying/',
  autoDeployTrigger: '/guides/deploying/',
  maxShutdownDelaySeconds: '/guides/graceful-shutdown/',
  numInstances: '/operate/scaling/',
  scaling: '/operate/scaling/',
  schedule: '/guides/cron-jobs/',
  envVars: wiring,
  value: `${wiring}#literal-values`,
  fromService: `${wiring}#references-to-services`,
  envVarKey: `${wiring}#one-variable-of-another-service`,
  fromDatabase: `${wiring}#references-to-databases`,
  envVarGroups: `${wiring}#groups`,
  fromGroup: `${wiring}#groups`,
  generateValue: `${wiring}#generated-secrets`,
  sync: `${wiring}#secrets-that-you-type`,
  previewValue: `${wiring}#values-for-previews`,
};

/**
 * What the schema says of the field whose name or value is at an offset. Undefined where there is none,
 * or none that the schema knows. The text need not be YAML.
 *
 * @param text the whole file; its line breaks are `\n`
 * @param offset the character pointed at, in UTF-16 units
 */
export function hoverAt(text: string, offset: number): Hover | undefined {
  const cursor = cursorAt(text, offset, blueprintSchema);
  // A value's place begins behind the colon, the word does not.
  if (!cursor || !/^\S/.test(text.slice(cursor.from, cursor.to))) return undefined;
  const { steps, entry, from: start, to: end } = cursor;
  const range = { start, end };
  const step = steps.at(-1);
  if (cursor.place === 'value') {
    return step?.key === undefined ? undefined : { range, ...say(step.key, step.schema) };
  }
  const { properties = {} } = step?.schema ?? {};
  const property = entry && Object.hasOwn(properties, entry.key) && properties[entry.key];
  if (!property) return undefined;
  return { range, ...say(entry.key, resolve(property).schema) };
}

function say(key: string, schema: JsonSchema): Omit<Hover, 'range'> {
  const values = schema.enum;
  const docs = Object.hasOwn(pages, key) ? pages[key] : undefined;
  return {
    title: `\`${key}\`: ${fieldKind(schema)}`,
    description: schema.description ?? '',
    ...(schema.default !== undefined && { default: String(schema.default) }),
    ...(values && values.length <= MOST_VALUES && { values }),
    ...(docs && { docs }),
  };
}
