import type { Count, Work } from './ledger.ts';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const RESULT_VERSION = 1;

/** Something that happened, for the timeline. */
export interface Event {
  /** Seconds since the scenario began. */
  at: number;
  kind:
    | 'enqueue'
    | 'began'
    | 'handed-over'
    | 'done'
    | 'start'
    | 'up'
    | 'overlap'
    | 'sigterm'
    | 'sigkill'
    | 'exit'
    | 'broker-down'
    | 'broker-up'
    | 'broker-full'
    | 'broker-freed'
    | 'drained'
    | 'gave-up';
  /** The instance or server that it happened to. */
  who?: string;
  text: string;
}

/** One instance of the worker. */
export interface InstanceResult {
  name: string;
  startedAt: number;
  upAt: number;
  /** When it was signalled; absent where it lived to the end. */
  stop?: {
    signal: 'SIGTERM' | 'SIGKILL';
    at: number;
    /** Seconds from SIGTERM to the end of the top process; null where it did not end by itself. */
    took: number | null;
    killed: boolean;
    /** Processes that outlived the top process until SIGKILL. */
    orphans: number;
    /** Orders in hand at the signal; absent without a ledger. */
    inFlight?: number;
  };
  /** How the top process ended; absent where it lived to the end of the scenario. */
  exit?: { at: number; code: number | null; signal: string | null; byItself: boolean };
  /** Megabytes of the whole process tree, at most. */
  peakMemory: number;
}

/** A broker or database at the end of a scenario. */
export interface ServerResult {
  name: string;
  software: string;
  settings: Record<string, string>;
  connections: { most: number; limit: number };
  /** What lies in it, as counts by queue, table or key. */
  left: Record<string, number>;
  /** Keys that were evicted; of a Key Value instance only. */
  evicted?: number;
}

/** What became of the one long order of the scenario `long-job`. */
export interface LongJob extends Omit<Work, 'redone'> {
  /** Seconds of work that it takes. */
  seconds: number;
  /** How often the worker was deployed over while it was on its way. */
  deploys: number;
  /** The share of its work that was done more than once; absent where the order was lost. */
  redone?: number;
}

/** What one scenario showed. */
export interface ScenarioResult {
  scenario: string;
  /** Seconds that were waited for orders to come back. */
  wait: number;
  /**
   * Seconds that were looked for second deliveries once all was done. Absent in evidence from before this
   * was kept; it was 2 then.
   */
  watch?: number;
  events: Event[];
  instances: InstanceResult[];
  servers: ServerResult[];
  /** Absent for a worker whose orders cannot be counted. */
  count?: Count;
  /** Of the scenario `long-job` only. */
  longJob?: LongJob;
  /** What {@link isClean} says of it. */
  isClean: boolean;
  /** The result in a sentence. */
  summary: string;
}

/** What `rehearse --json` prints. */
export interface RehearsalResult {
  version: typeof RESULT_VERSION;
  tool: { name: 'render-workers'; version: string };
  date: string;
  machine: { platform: string; cores: number };
  blueprint: string;
  worker: {
    name: string;
    runtime: string;
    buildCommand: string;
    startCommand: string;
    shutdownDelay: number;
    /** Megabytes of its plan. */
    memory: number;
  };
  overlap: number;
  /** What the commands of `--probe` printed, by name. */
  versions: Record<string, string>;
  scenarios: ScenarioResult[];
}

/**
 * Whether nothing was lost or done twice, nobody had to be killed, and no worker ended by itself. Where a worker was told to stop, no
 * order may come back late either: it had the time to give back what it held. After a crash that is the
 * best there is.
 */
export function isClean({
  count,
  instances,
}: Pick<ScenarioResult, 'count' | 'instances'>): boolean {
  const told = instances.filter(({ stop }) => stop?.signal === 'SIGTERM');
  if (told.some(({ stop }) => stop?.killed)) return false;
  if (instances.some(({ exit }) => exit?.byItself)) return false;
  if (!count) return true;
  return count.lost === 0 && count.twice === 0 && (told.length === 0 || count.late === 0);
}
