/** A file of an example, as a repository of its own holds it. */
export interface ExampleFile {
  /** Below the example's folder, with forward slashes. */
  path: string;
  content: Uint8Array;
  isExecutable: boolean;
}

/** The same of a file that is text, as far as a program changes it. */
export interface TextFile extends Pick<ExampleFile, 'path' | 'isExecutable'> {
  text: string;
}

/** A project of the handbook that a reader can take: its files, and what one line can say of it. */
export interface Example {
  /** Its folder below `examples/`. */
  name: string;
  framework: string;
  language: string;
  /** Whether its worker is an image, which a rehearsal does not start. */
  isContainer: boolean;
  /** What of Render's holds its jobs, e.g. `Key Value`. */
  store: string;
  /** The first sentence of its README. */
  summary: string;
  /** Sorted by path. */
  files: ExampleFile[];
}
