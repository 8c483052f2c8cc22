import {
  type MessagePort,
  parentPort,
  receiveMessageOnPort,
  workerData,
} from 'node:worker_threads';
import { type Answer, keyOf, type Question, type Task } from './messages.ts';
import { makeTokenizer } from './tokens.ts';

const { themes, ahead } = workerData as Task;
const port = parentPort as MessagePort;
const tokenize = await makeTokenizer(themes);
const done = new Set<string>();

async function answer({ language, code }: Question): Promise<void> {
  const key = keyOf({ language, code });
  if (done.has(key)) return;
  done.add(key);
  try {
    port.postMessage({ language, code, tokens: await tokenize(language, code) } satisfies Answer);
  } catch (error) {
    // Whoever asks again is told again.
    done.delete(key);
    port.postMessage({ language, code, error } satisfies Answer);
  }
}

if (ahead !== undefined) {
  const { readMarkdown } = await import('../fences/coverage.ts');
  const { filesBelow } = await import('../fences/files.ts');
  const pages = filesBelow(ahead, 'src/content/docs');
  // Astro reads the pages without components first.
  const paths = [/\.md$/, /\.mdx$/].flatMap((kind) => pages.filter((path) => kind.test(path)));
  for (const { fences } of readMarkdown(ahead, { isBuilt: true, paths })) {
    for (const fence of fences) {
      await answer(fence);
      for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
        await answer(next.message as Question);
      }
    }
  }
}
port.on('message', answer);
