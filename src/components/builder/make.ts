import { exampleFilesPath } from '../../builder/address.ts';
import type { Answers } from '../../builder/answers.ts';
import type { ExampleFiles, Project } from '../../builder/types.ts';
import { onSite } from '../on-site.ts';
import { WorkerCalls } from '../worker-calls.ts';
import type * as messages from './messages.ts';

const maker = new WorkerCalls<messages.Questions, messages.Answers>(
  () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  {
    slow: (seconds) => `The builder was stopped: it took longer than ${seconds} seconds.`,
    threw: (message) => `No project comes of these answers, a defect of the builder: ${message}`,
    missing: 'A part of the builder did not load.',
  },
);

const loaded = new Map<string, Promise<ExampleFiles>>();

/**
 * Makes the project of these answers from the framework's example, which is loaded when it is first
 * needed.
 *
 * @returns an error, in a whole sentence, where there is none; after a failed load the next call tries again
 */
export async function makeProject(answers: Answers): Promise<Project | Error> {
  try {
    maker.start();
    const files = await exampleFilesOf(answers.framework);
    return await maker.ask('make', { answers, files });
  } catch (error) {
    return error as Error;
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
  const fail = (why: string) => {
    throw new Error(`The files of this framework did not load: ${why}`);
  };
  const response = await fetch(onSite(exampleFilesPath(framework))).catch(() =>
    fail('the site cannot be reached.'),
  );
  if (!response.ok) fail(`the site answers with status ${response.status}.`);
  return response.json().catch(() => fail('what the site sent is no list of files.'));
}
