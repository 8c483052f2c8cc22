import { yamlText } from '../edits.ts';
import { addField, replaceValue } from '../fixes.ts';
import { type Blueprint, isOfServiceType, type Resource } from '../model.ts';
import { serviceProperties } from '../schema/values.ts';
import { sources } from '../sources.ts';
import { fieldOf, rangeAt } from '../tree.ts';
import { didYouMean, nearest } from '../wording.ts';
import type { Rule } from './rule.ts';

const known: readonly string[] = serviceProperties;

/** Which `property` values a target of each type offers; types that are not listed are not judged. */
const offered: Record<string, readonly string[]> = {
  keyvalue: ['connectionString', 'host', 'port'],
  web: ['host', 'port', 'hostport'],
  pserv: ['host', 'port', 'hostport'],
  workflow: ['slug'],
};

/** The `property` values that a service of a type offers; undefined for one that is not judged. */
export function propertiesOf(type: string | undefined): readonly string[] | undefined {
  return type !== undefined && Object.hasOwn(offered, type) ? offered[type] : undefined;
}

/** The one that gives the whole address. */
const whole: Record<string, string> = {
  keyvalue: 'connectionString',
  web: 'hostport',
  pserv: 'hostport',
  workflow: 'slug',
};

export const referenceProperty: Rule = {
  id: 'reference-property',
  severity: 'error',
  summary: 'A reference asks for nothing, for two things, or for what its target does not have.',
  why: '`fromService` takes `property` or `envVarKey`, exactly one. `connectionString` belongs to Key Value, `host`, `port` and `hostport` to web and private services, `slug` to workflows. The schema ties none of them together.',
  sources: [sources.spec, sources.schema, sources.privateNetwork],
  check({ blueprint, source, report }) {
    for (const { kind, name, type, property, envVarKey, node, target } of blueprint.references) {
      if (kind !== 'service') continue;
      const related = target ? [{ label: 'the service referred to', range: target.nameRange }] : [];
      const best = whole[target?.type ?? type ?? ''];
      const at = fieldOf(node, 'property') ?? fieldOf(node, 'name') ?? node;
      if ((property === undefined) === (envVarKey === undefined)) {
        report({
          range: at.range,
          message: `The reference to \`${name}\` has ${property === undefined ? 'neither' : 'both'} \`property\` ${property === undefined ? 'nor' : 'and'} \`envVarKey\`. It needs exactly one.`,
          related,
          fixes: [
            // A mapping that has the field is offered none.
            best === undefined
              ? undefined
              : addField(
                  `Add \`property: ${best}\``,
                  source,
                  node,
                  ['property', best],
                  'name',
                  false,
                ),
          ],
        });
        continue;
      }
      if (target && type !== undefined && !isOfServiceType(target, type)) {
        const written = fieldOf(node, 'type');
        // If the target has what is asked for, the type is the mistake, and the name if it has not.
        const hasIt = property
          ? propertiesOf(target.type)?.includes(property)
          : hasVariables(target);
        const meant = hasIt ? undefined : namesakeOf(name, type, blueprint);
        report({
          range: rangeAt(node, 'type'),
          message: `\`${name}\` is \`type: ${target.type}\`; the reference says \`type: ${type}\`.${didYouMean(meant)}`,
          related,
          fixes: [
            hasIt
              ? replaceValue(`Write \`type: ${target.type}\``, written, target.type, true)
              : meant === undefined
                ? undefined
                : replaceValue(
                    `Write \`name: ${meant}\``,
                    fieldOf(node, 'name'),
                    yamlText(meant),
                    false,
                  ),
          ],
        });
        continue;
      }
      const properties = propertiesOf(type);
      if (!property || !known.includes(property)) continue;
      if (properties && !properties.includes(property)) {
        report({
          range: at.range,
          message: `\`${name}\` is \`type: ${type}\` and has no \`${property}\`. It offers ${properties.map((value) => `\`${value}\``).join(', ')}.`,
          related,
          fixes: [
            best === undefined
              ? undefined
              : replaceValue(`Write \`property: ${best}\``, fieldOf(node, 'property'), best, false),
          ],
        });
      }
    }
  },
};

/** Whether a variable of it can be asked for with `envVarKey`. */
function hasVariables({ type }: Resource): boolean {
  return type !== 'keyvalue';
}

/** The service of a type that is called nearly so, or that is the only one of its type. */
function namesakeOf(name: string, type: string, { services }: Blueprint): string | undefined {
  const names = services.flatMap((service) =>
    isOfServiceType(service, type) && service.name !== '' ? [service.name] : [],
  );
  return nearest(name, names) ?? (names.length === 1 ? names[0] : undefined);
}
