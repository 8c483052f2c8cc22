import { changesDated } from './changes.ts';
import type { Dated } from './dated.ts';
import { fieldsDated } from './fields.ts';
import { limitsDated } from './limits.ts';
import { plansDated } from './plans.ts';
import { renamedDated } from './renamed.ts';
import { runtimesDated } from './runtimes.ts';
import { signalsDated } from './signals.ts';
import { variablesDated } from './variables.ts';

/** Everything that is said of Render as data, with the file below `src/blueprint/platform/` that says it. */
export const datedFacts: readonly (Dated & { file: string })[] = [
  ...Object.values(plansDated).map((dated) => ({ file: 'plans.ts', ...dated })),
  { file: 'limits.ts', ...limitsDated },
  { file: 'fields.ts', ...fieldsDated },
  { file: 'renamed.ts', ...renamedDated },
  { file: 'runtimes.ts', ...runtimesDated },
  { file: 'variables.ts', ...variablesDated },
  { file: 'signals.ts', ...signalsDated },
  { file: 'changes.ts', ...changesDated },
];
