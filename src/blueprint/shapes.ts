import { isStaticSite } from './model.ts';
import type { JsonSchema } from './schema/json-schema.ts';
import { referenceTypes } from './schema/values.ts';
import { entryOf, stringOf, type Tree } from './tree.ts';

/** What a service's `type` may say today; `redis` is read, and not offered. */
export const serviceTypes = referenceTypes.filter(
  (type) => !['dpg', 'job', 'static', 'redis'].includes(type),
);

type ServiceShape = 'server' | 'static' | 'keyvalue' | 'cron' | 'workflow';

const shapes: Record<string, ServiceShape> = {
  web: 'server',
  pserv: 'server',
  worker: 'server',
  keyvalue: 'keyvalue',
  redis: 'keyvalue',
  cron: 'cron',
  workflow: 'workflow',
};

/** The definition that a service's `type` and `runtime` ask for; undefined if its type is unknown. */
export function serviceShape(service: Tree): ServiceShape | undefined {
  if (isStaticSite(service)) return 'static';
  const type = stringOf(service, 'type') ?? '';
  return Object.hasOwn(shapes, type) ? shapes[type] : undefined;
}

/** The definition that the fields of an entry of `envVars` ask for. */
export function variableShape(variable: Tree | undefined): string {
  if (entryOf(variable, 'fromDatabase')) return 'envVarFromDatabase';
  if (entryOf(variable, 'fromService')) return 'envVarFromService';
  return entryOf(variable, 'fromGroup') ? 'envVarFromGroup' : 'envVarValue';
}

/** Whether the condition of an `if` holds, by what is said of the fields that a part requires. */
export function holds(condition: JsonSchema, present: (part: JsonSchema) => boolean): boolean {
  if (condition.not) return !holds(condition.not, present);
  if (condition.anyOf) return condition.anyOf.some(present);
  return present(condition);
}
