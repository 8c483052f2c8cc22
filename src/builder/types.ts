import type { Diagnostic } from '../blueprint/index.ts';
import type { TextFile } from '../examples/example.ts';

/** A text file of a project. */
export type ProjectFile = TextFile;

/** What `/build/<framework>.json` holds: the files of an example as a repository of its own has them. */
export type ExampleFiles = readonly ProjectFile[];

/** One choice that the answers led to, and where the handbook explains it. */
export interface Note {
  /** Stays the same when the answers change. */
  id: string;
  /** A `warning` is what the answers ask for and the project cannot give, or gives at a price. */
  kind: 'choice' | 'warning';
  about: {
    /** A path of the project; `render.yaml` for most. */
    file: string;
    /** 1-based and inclusive; absent for the whole file. */
    lines?: { first: number; last: number };
  };
  /** One to three plain sentences. Names of settings stand in backticks. */
  text: string;
  /** From the site's root, e.g. `/operate/scaling/#autoscaling`. */
  href: string;
}

/** One step of the arithmetic. */
export interface LoadLine {
  /** Stays the same when the answers change. */
  id: string;
  what: string;
  value: number;
  /** What the plan or Render gives; absent where nothing limits it. */
  limit?: number;
  /** Of value and limit; empty for a bare count. */
  unit: string;
  fits: boolean;
  /** How the value comes about, in words and numbers. */
  how: string;
}

export interface CostLine {
  /** The name of the service or database. */
  what: string;
  count: number;
  plan: string;
  /** US dollars a month for all `count` of them; undefined where we have no price. */
  price: number | undefined;
  /** Whether one source alone says so, or sources differ. */
  isUncertain: boolean;
}

export interface Cost {
  lines: CostLine[];
  /** US dollars a month, of the lines that have a price. */
  total: number;
  /** Whether every line has a price. */
  isComplete: boolean;
  /** When the prices were read, `YYYY-MM-DD`. */
  read: string;
  source: { title: string; url: string };
}

/** A whole project, as the answers want it. */
export interface Project {
  /** Sorted by path; `render.yaml` is one of them. */
  files: ProjectFile[];
  /** The text of `render.yaml`. */
  blueprint: string;
  /** Warnings first, then in the order of the lines. */
  notes: Note[];
  load: LoadLine[];
  cost: Cost;
  /** What the engine says of the Blueprint. Anything in here is a defect of the builder. */
  findings: Diagnostic[];
}
