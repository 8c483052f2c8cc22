import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './scenario.ts';

/** Where the scenarios are, one folder each. */
const scenariosFolder = join(import.meta.dirname, '../scenarios');

/** A scenario with the name of its folder. */
export interface Listed extends Scenario {
  id: string;
  /** The folder with its prompt, its start files and the two answers that it was tried with. */
  folder: string;
}

/** Every scenario, by name. */
export async function readScenarios(): Promise<Listed[]> {
  const ids = readdirSync(scenariosFolder).sort();
  return Promise.all(
    ids.map(async (id): Promise<Listed> => {
      const folder = join(scenariosFolder, id);
      const { scenario } = (await import(`../scenarios/${id}/expect.ts`)) as { scenario: Scenario };
      return { ...scenario, id, folder };
    }),
  );
}
