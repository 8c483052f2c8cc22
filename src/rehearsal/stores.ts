import type { Resource } from '../blueprint/index.ts';
import type { Project } from './project.ts';

/** A broker or database that is started for a rehearsal. */
export interface NeededStore {
  resource: Resource;
  /** Whether something connects to it through its pool. */
  isPooled: boolean;
}

/** The brokers and databases that the worker and its producer refer to. */
export function neededStores({ blueprint, worker, producer }: Project): NeededStore[] {
  const references = blueprint.references.filter(
    ({ from }) => from === worker.resource || from === producer?.resource,
  );
  const targets = new Set(references.flatMap(({ target }) => target ?? []));
  return [...targets]
    .filter(({ type, kind }) => type === 'keyvalue' || kind === 'database')
    .map((resource) => ({
      resource,
      isPooled: references.some(
        ({ target, property }) => target === resource && property === 'connectionPoolString',
      ),
    }));
}
