import { parseBlueprint, readModel, stringOf } from '../../blueprint/index.ts';
import type { Example } from '../example.ts';

/** Runtimes whose name is not the language's with a capital letter. */
const languages: Record<string, string> = { node: 'Node.js' };

/**
 * What one line says of an example, from its own files.
 *
 * @param read gives the text of one of its files, or undefined if there is none
 */
export function describe(
  read: (path: string) => string | undefined,
): Omit<Example, 'name' | 'files'> {
  const { title, summary } = readReadme(read('README.md') ?? '');
  const plan = JSON.parse(read('rehearsal.json') ?? '{}') as { framework?: string };
  const { language, store } = readBlueprint(read('render.yaml') ?? '');
  const isContainer = ['Docker', 'Image'].includes(language);
  // A container says nothing of what is in it.
  const isPhp = isContainer && read('composer.json') !== undefined;
  return {
    framework: plan.framework ?? title,
    summary,
    language: isPhp ? 'PHP' : language,
    store,
    isContainer,
  };
}

/** The title of a README, and the first sentence below it, without links. */
function readReadme(text: string): { title: string; summary: string } {
  const blocks = text.split(/\r?\n\s*\n/);
  const title = blocks.find((block) => block.startsWith('# '))?.slice(2) ?? '';
  const paragraph = blocks.find((block) => /^[^\s#]/.test(block)) ?? '';
  const plain = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\s+/g, ' ');
  return { title, summary: /^.*?[.!?](?= |$)/.exec(plain)?.[0] ?? plain };
}

function readBlueprint(text: string): { language: string; store: string } {
  const { tree } = parseBlueprint(text);
  if (!tree) return { language: '', store: '' };
  const { services, databases } = readModel(tree);
  const worker = services.find(({ type }) => type === 'worker');
  const runtime = stringOf(worker?.node, 'runtime') ?? '';
  const stores = [
    services.some(({ type }) => type === 'keyvalue') && 'Key Value',
    databases.length > 0 && 'Postgres',
  ];
  return {
    language: languages[runtime] ?? `${runtime.charAt(0).toUpperCase()}${runtime.slice(1)}`,
    store: stores.filter((store) => store !== false).join(', ') || 'no store',
  };
}
