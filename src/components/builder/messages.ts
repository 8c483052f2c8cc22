import type { Answers as FormAnswers } from '../../builder/answers.ts';
import type { ExampleFiles, Project } from '../../builder/types.ts';

/** What the page asks the worker. */
export interface Questions {
  /** With the files of the framework's example. */
  make: { answers: FormAnswers; files: ExampleFiles };
}

/** What the worker answers. */
export interface Answers {
  make: Project;
}
