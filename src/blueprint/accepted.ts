import { type Source, sources } from './sources.ts';
import { fieldOf, itemsOf, renameEntry, stringOf, type Tree } from './tree.ts';

/** An old name that Render is known to take although its published schema refuses it. */
export interface AcceptedName {
  old: string;
  current: string;
  /** The types of service that it is known for. */
  types: readonly string[];
  /** Why it is believed to work. */
  evidence: string;
  source: Source;
}

/** Every such name. Without evidence a field stays unknown. */
export const acceptedNames: readonly AcceptedName[] = [
  {
    old: 'env',
    current: 'runtime',
    types: ['web', 'pserv', 'worker', 'cron'],
    evidence:
      'The reference calls `runtime` the field that replaces the deprecated `env`. 33 of 136 public Blueprints break the schema by this name alone, 17 of them Render’s own examples.',
    source: sources.spec,
  },
  {
    old: 'afterFirstDeployCommand',
    current: 'initialDeployHook',
    types: ['web', 'pserv', 'worker'],
    evidence: 'The reference calls it a deprecated alias of `initialDeployHook`.',
    source: sources.spec,
  },
];

/**
 * Renames, in place, the accepted old names of all services, so that the schema and every rule read
 * their values as what they mean. `Entry.written` keeps what stands in the file. Where the new name
 * stands beside the old one, neither is touched: which of the two counts is not known.
 */
export function readOldNames(tree: Tree): void {
  const scopes = [
    tree,
    fieldOf(tree, 'ungrouped'),
    ...itemsOf(tree, 'projects').flatMap((project) => itemsOf(project, 'environments')),
  ];
  for (const service of scopes.flatMap((scope) => itemsOf(scope, 'services'))) {
    if (service.kind !== 'mapping') continue;
    for (const { old, current, types } of acceptedNames) {
      const entry = service.entries.find(({ key }) => key === old);
      if (!entry || !types.includes(stringOf(service, 'type') ?? '')) continue;
      if (service.entries.some(({ key }) => key === current)) continue;
      renameEntry(service, entry, current);
    }
  }
}

/** The accepted old name, if this one is known for this type of service. */
export function acceptedName(key: string, type: string | undefined): AcceptedName | undefined {
  return acceptedNames.find(({ old, types }) => old === key && types.includes(type ?? ''));
}
