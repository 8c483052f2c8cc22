import type { Answers } from '../answers.ts';
import type { ProjectFile } from '../types.ts';

/** One instance of a worker. */
export interface Shape {
  /** Jobs at once. */
  slots: number;
  /** CPUs of its plan. */
  cpus: number;
  work: Answers['work'];
}

/** What the answers come to, as far as a worker has to be told. */
export interface Settings extends Shape {
  longestSeconds: number;
  /** Seconds that running jobs have after SIGTERM. */
  graceSeconds: number;
  /** `maxShutdownDelaySeconds`. */
  delaySeconds: number;
}

/** One piece of an example's text that the answers change. */
export interface Edit {
  /** Stands exactly once in the text. */
  from: string;
  to: string;
}

export interface FileEdit extends Edit {
  file: string;
  /** Why, as a note beside the changed line. */
  note?: NoteText;
}

/** A note before it has a place. */
export interface NoteText {
  id: string;
  kind?: 'warning';
  text: string;
  href: string;
}

/** How much a worker of this framework takes. Figures are our measurements, on the page that is named. */
export interface Sizing {
  /** Whether one instance can use more than one CPU. */
  cores: 'one' | 'all';
  /** Where we would start for jobs that wait, on 0.5 CPU. */
  slotsOnHalfCpu: number;
  /** No more at once in an instance, however large. */
  mostSlots?: number;
  /** MB of an instance whose slots are all idle: of its parent, and of each slot. */
  megabytes: { base: number; slot: number };
  /** The most connections that one worker instance opens to its store. */
  connections: (shape: Shape) => number;
  /** The most connections of the example's web service. */
  producerConnections: number;
  /**
   * Bytes that a job takes in the store, by the bytes of its payload. For a broker it is what the
   * framework adds to a waiting one: measured on Redis 7.0.15 with 5,000 of the example’s orders
   * (2026-11-29), or as https://render-workers.onrender.com/understand/key-value/ has it.
   */
  jobBytes: (payload: number) => number;
  /** Hours that a finished job's row stays in Postgres. */
  keptHours?: number;
  /** Where the figures stand. */
  source: string;
}

/** A program that enqueues, for a cron job. */
export interface Enqueuer {
  file: ProjectFile;
  /** Compiled languages build it; others build as their worker does. */
  buildCommand?: string;
  startCommand: string;
  /** What else of the example has to know of it. */
  edits?: FileEdit[];
  /** Variables beside those of the web service, or in place of them. */
  variables?: Record<string, string>;
}

/** All that the builder knows of a framework; the code itself comes from its example. */
export interface Framework {
  label: string;
  sizing: Sizing;
  /** Seconds from the end of the grace to SIGKILL, in which jobs are handed back. */
  tailSeconds: number;
  /**
   * Seconds after which a job is run again though its worker may still be at it; absent where a
   * worker shows that it lives.
   */
  redeliverySeconds?: (settings: Settings) => number;
  /** How the example's start command of the worker changes. */
  command: (settings: Settings) => Edit[];
  /** Variables of the worker that the answers decide. */
  variables?: (settings: Settings) => Record<string, number>;
  /** One line above the start command, and above a variable, in `render.yaml`. */
  comments: { command: string; variables?: Record<string, string> };
  edits?: (settings: Settings) => FileEdit[];
  enqueuer: (settings: Settings) => Enqueuer;
  /** What happens to a job that is not done when the grace ends. */
  afterGrace: NoteText;
  /** What happens to the job of a worker that is killed. */
  afterKill: NoteText;
  /** The section about jobs longer than the delay, where the framework's page has one. */
  longJobs?: string;
  /** What else this framework has to say to these settings. */
  notes?: (settings: Settings) => NoteText[];
}

/**
 * Bytes of a completed job’s row in Postgres, with indexes and old versions: a line above what pg-boss
 * 12.38.0 took on PostgreSQL 15, 4,112 at 1 kB of payload, 3,523 at 2, 13,320 at 10 and 106,578 at 100
 * (2026-11-29). The other frameworks were not measured.
 */
export const rowBytes = (payload: number) => 1.1 * payload + 3100;

/** Seconds that a job gets beyond the longest before it is stopped. */
export const LIMIT_MARGIN = 20;

/** Seconds after which a job is stopped, where the framework can do it. */
export const limitOf = ({ longestSeconds }: Settings) => longestSeconds + LIMIT_MARGIN;
