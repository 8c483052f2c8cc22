import type { Answers } from '../../builder/answers.ts';
import { buildProject, exampleFilesPath } from '../../builder/project.ts';
import type { ExampleFiles, Project } from '../../builder/types.ts';
import { onSite } from '../on-site.ts';
import { pause } from '../pause.ts';

const loaded = new Map<string, Promise<ExampleFiles>>();

/**
 * Makes the project of these answers from the framework's example, which is loaded when it is first
 * needed.
 *
 * @returns an error, in a whole sentence, where there is none; after a failed load the next call tries again
 */
export async function makeProject(answers: Answers): Promise<Project | Error> {
  try {
    const files = await exampleFilesOf(answers.framework);
    await pause();
    return buildProject(answers, files);
  } catch (error) {
    if (error instanceof LoadError) return error;
    const { message } = error as Error;
    return new Error(`No project comes of these answers, a defect of the builder: ${message}`);
  }
}

class LoadError extends Error {
  constructor(why: string) {
    super(`The files of this framework did not load: ${why}`);
  }
}

function exampleFilesOf(framework: string): Promise<ExampleFiles> {
  const before = loaded.get(framework);
  if (before) return before;
  const files = load(framework);
  loaded.set(framework, files);
  files.catch(() => loaded.delete(framework));
  return files;
}

async function load(framework: string): Promise<ExampleFiles> {
  const response = await fetch(onSite(exampleFilesPath(framework))).catch(() => undefined);
  if (!response) throw new LoadError('the site cannot be reached.');
  if (!response.ok) throw new LoadError(`the site answers with status ${response.status}.`);
  return (await response.json()) as ExampleFiles;
}
