/** What an agent is asked to do, and how its answer is told from a wrong one. Data only. */
export interface Scenario {
  title: string;
  /** The mistake that the scenario is about, in one sentence. */
  gotcha: string;
  checks: readonly Check[];
  /** The ids of the checks that `bad/` fails; it passes all others. */
  badFails: readonly string[];
  /** Words of a right answer that neither the prompt nor a start file may hold. */
  hidden: readonly string[];
}

/** One thing that a right answer has. */
export interface Check {
  id: string;
  /** What is demanded, as a sentence. */
  says: string;
  /** The page of the handbook that explains it, as a path on the site. */
  page: string;
  demand: Demand;
}

/** Which resources of the Blueprint are meant. All that is given has to fit. */
export interface Which {
  /** The `type` of a service, or `database`. */
  type?: string;
  name?: string;
  /** What a variable of a service leads to: the service's name and the variable's key. */
  behind?: readonly [service: string, key: string];
}

/** What a value has to be. Numbers that are written as text count as numbers. */
export type Expected =
  | { oneOf: readonly (string | number | boolean)[]; orAbsent?: true }
  | { least?: number; most?: number; orAbsent?: true }
  | { matches: RegExp }
  /** A list of so many. */
  | { items: number }
  | { absent: true };

/** A place where a number of seconds can stand. */
export type Place =
  | { program: string; options: readonly string[]; unit?: number }
  /** The first group of the pattern is the number. */
  | { file: string; pattern: RegExp; unit?: number };

/** What the engine or the text of a file is asked. Where the file is missing, nothing is met. */
export type Demand =
  /** The Blueprint has no findings of severity `error`. */
  | { kind: 'no-errors' }
  | { kind: 'no-findings'; rules: readonly string[] }
  | { kind: 'exists'; which: Which }
  /** A path of keys, divided by dots, in each of the resources, or in the file itself. */
  | { kind: 'value'; of: Which | 'file'; at: string; is: Expected }
  /** A path in the entry of a variable, of the service or of a group that it takes. */
  | { kind: 'variable'; of: Which; key: string | RegExp; at?: string; is: Expected }
  /** With a pattern one of its variables is enough, with `some` one of the services. */
  | { kind: 'wired'; of: Which; key: string | RegExp; to: Which; property: string; some?: true }
  /** Two selections that have no resource in common. */
  | { kind: 'apart'; these: Which; those: Which }
  /** The value of an option of a program in the start command, variables filled in. */
  | { kind: 'option'; of: Which; program: string; options: readonly string[]; is: Expected }
  /** The framework's own timeout: at least so long, and so many seconds below Render's delay. */
  | {
      kind: 'grace';
      of: Which;
      from: readonly Place[];
      /** What the framework takes where nothing is written. */
      otherwise?: number;
      least?: number;
      spare?: number;
    }
  /** Patterns over the text without its comments. */
  | { kind: 'file'; path: string; has?: readonly RegExp[]; lacks?: readonly RegExp[] }
  | { kind: 'unchanged'; path: string }
  | { kind: 'any'; of: readonly Demand[] }
  | { kind: 'all'; of: readonly Demand[] };

/** Every scenario asks for a Blueprint that Render takes. */
export const valid: Check = {
  id: 'valid',
  says: 'The Blueprint has no errors.',
  page: '/guides/checking/',
  demand: { kind: 'no-errors' },
};
