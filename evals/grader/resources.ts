import { commandOf, programsOf } from '../../src/blueprint/command.ts';
import {
  type Blueprint,
  fieldOf,
  itemsOf,
  type Mapping,
  type Reference,
  type Resource,
  stringOf,
  type Tree,
} from '../../src/blueprint/index.ts';
import type { Which } from './scenario.ts';

/** A value that a Blueprint or a command can hold. */
export type Value = string | number | bigint | boolean | null | undefined;

/** The resources that are meant, in the order of the text. */
export function select(blueprint: Blueprint, { type, name, behind }: Which): Resource[] {
  const led = behind && leadsTo(blueprint, ...behind)[0]?.target;
  return [...blueprint.services, ...blueprint.databases].filter(
    (resource) =>
      (type === undefined || resource.type === type) &&
      (name === undefined || resource.name === name) &&
      (behind === undefined || resource === led),
  );
}

/** What variables take from elsewhere; one that copies a variable of another service, what that takes. */
export function leadsTo(
  { references }: Blueprint,
  service: string,
  key: string | RegExp,
): Reference[] {
  const find = (name: string, key: string | RegExp) =>
    references.filter((reference) => reference.from.name === name && isKey(reference.key, key));
  return find(service, key).flatMap((own) => {
    if (!own.target || own.envVarKey === undefined) return [own];
    const copied = find(own.target.name, own.envVarKey);
    return copied.length > 0 ? copied : [own];
  });
}

function isKey(key: string | undefined, asked: string | RegExp): boolean {
  return typeof asked === 'string' ? key === asked : key !== undefined && asked.test(key);
}

/** The value at a path of keys, divided by dots. */
export function at(tree: Tree | undefined, path: string): Tree | undefined {
  return path.split('.').reduce((found, key) => fieldOf(found, key), tree);
}

/** A scalar's value; of a mapping or a list only that it is one, and how long. */
export function scalarOf(tree: Tree | undefined): Value {
  if (tree?.kind === 'sequence') return listOf(tree.items.length);
  return tree?.kind === 'mapping' ? 'a mapping' : tree?.value;
}

/** What stands for a list. */
export function listOf(length: number): string {
  return `a list of ${length}`;
}

/** The entry of a variable: the service's own, or one of a group that it takes. */
export function variableOf(
  { groups, references }: Blueprint,
  service: Resource,
  key: string | RegExp,
): Mapping | undefined {
  const taken = references.flatMap(({ from, kind, name }) =>
    from === service && kind === 'group' ? groups.filter((group) => group.name === name) : [],
  );
  for (const { node } of [service, ...taken]) {
    const entry = itemsOf(node, 'envVars').find((item) => isKey(stringOf(item, 'key'), key));
    if (entry?.kind === 'mapping') return entry;
  }
  return undefined;
}

/** The value of an option of a program in the start command, with the service's variables filled in. */
export function optionOf(
  blueprint: Blueprint,
  service: Resource,
  program: string,
  options: readonly string[],
): string | undefined {
  const command =
    commandOf(service.node, 'startCommand') ?? commandOf(service.node, 'dockerCommand');
  for (const { name, words } of programsOf(command ?? '')) {
    if (name !== program) continue;
    for (const [index, word] of words.entries()) {
      const option = options.find((option) => word === option || isJoined(word, option));
      if (option === undefined) continue;
      const value =
        word === option ? words[index + 1] : word.slice(option.length).replace(/^=/, '');
      return value && filledIn(blueprint, service, value);
    }
  }
  return undefined;
}

/** `--name=value`, or `-n5` where the option is one letter. */
function isJoined(word: string, option: string): boolean {
  return word.startsWith(`${option}=`) || (/^-\w$/.test(option) && word.startsWith(option));
}

function filledIn(blueprint: Blueprint, service: Resource, value: string): string {
  const [, key, otherwise] = /^\$\{?(\w+)(?::?-([^}]*))?\}?$/.exec(value) ?? [];
  if (key === undefined) return value;
  const literal = scalarOf(at(variableOf(blueprint, service, key), 'value'));
  return String(literal ?? otherwise ?? '');
}
