/** A rehearsal that cannot go on, in a sentence for the person who started it. */
export class Trouble extends Error {
  /** 1 where the project rehearsed is at fault, 2 where something is missing on this machine. */
  readonly exitCode: 1 | 2;
  /** What the process at fault printed last. */
  readonly lines: readonly string[];

  constructor(message: string, exitCode: 1 | 2, lines: readonly string[] = []) {
    super(message);
    this.exitCode = exitCode;
    this.lines = lines;
  }
}
