import { brokerMutators } from './brokers.ts';
import type { Mutator } from './change.ts';
import { commandMutators } from './commands.ts';
import { envVarMutators } from './env-vars.ts';
import { oldNameMutators } from './old-names.ts';
import { referenceMutators } from './references.ts';
import { serviceMutators } from './services.ts';

/** What breaks each semantic rule, by the rule's id. */
export const mutators: Record<string, Mutator> = {
  ...brokerMutators,
  ...commandMutators,
  ...envVarMutators,
  ...oldNameMutators,
  ...referenceMutators,
  ...serviceMutators,
};
