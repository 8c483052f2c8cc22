import type { Stage } from '../stage.ts';

/** Something that happens to a worker on Render, played on this machine. */
export interface Scenario {
  /** Its name on the command line, in evidence and on pages. */
  name: string;
  title: string;
  /** What happens, for the documentation. */
  summary: string;
  /** What it cannot do without. */
  needs: readonly ('broker' | 'ledger')[];
  play(stage: Stage): Promise<void>;
}

/** What `long-job` plays where nothing else is asked for. */
export const LONG_JOB = { seconds: 120, deploys: 4 } as const;

/** Seconds of work: mostly short, each fourth one long, so that there is always something in hand. */
export function mixed(count: number): number[] {
  return Array.from({ length: count }, (_, index) => (index % 4 === 3 ? 4 : 0.2));
}
