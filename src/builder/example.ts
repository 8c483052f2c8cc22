import {
  fieldOf,
  type Mapping,
  parseBlueprint,
  type Resource,
  readModel,
  stringOf,
  type Tree,
} from '../blueprint/index.ts';
import type { Field } from './document.ts';
import type { ExampleFiles } from './types.ts';

/** What the Blueprint of an example defines. */
export interface ExampleBlueprint {
  web: Mapping;
  worker: Mapping;
  /** The Key Value instance or the database. */
  store: Resource;
}

/** Reads the Blueprint among the files of an example. */
export function readExampleBlueprint(files: ExampleFiles): ExampleBlueprint {
  const { tree } = parseBlueprint(textOf(files, 'render.yaml'));
  if (!tree) throw new Error('The example’s render.yaml cannot be read.');
  const { services, databases } = readModel(tree);
  const ofType = (type: string) => services.find((service) => service.type === type);
  const web = ofType('web');
  const worker = ofType('worker');
  const store = ofType('keyvalue') ?? databases[0];
  if (!web || !worker || !store) {
    throw new Error('The example’s render.yaml lacks a web service, a worker or a store.');
  }
  return { web: web.node, worker: worker.node, store };
}

export function textOf(files: ExampleFiles, path: string): string {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`The example has no ${path}.`);
  return file.text;
}

/** A field that the example has for certain. */
export function required(service: Mapping, key: string): string {
  const value = stringOf(service, key);
  if (value === undefined) throw new Error(`The example’s render.yaml says no ${key}.`);
  return value;
}

/** A part of the example’s Blueprint, to be written again. */
export function fieldsOf(tree: Mapping): Field[] {
  return tree.entries.map(({ key, value }) => ({ key, value: fieldValue(value) }));
}

/** The entries of `envVars`, each as its fields. */
export function variablesOf(service: Mapping): Field[][] {
  const variables = fieldOf(service, 'envVars');
  if (variables?.kind !== 'sequence') return [];
  return variables.items.flatMap((item) => (item.kind === 'mapping' ? [fieldsOf(item)] : []));
}

function fieldValue(tree: Tree): Field['value'] {
  if (tree.kind === 'mapping') return fieldsOf(tree);
  if (tree.kind === 'sequence') {
    return tree.items.flatMap((item) => (item.kind === 'mapping' ? [fieldsOf(item)] : []));
  }
  return typeof tree.value === 'number' ? tree.value : String(tree.value);
}
