import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify, type FenceClass } from './classify.ts';
import { type Fence, fencesIn, type MarkdownNode, UnreadableMarkdown } from './fence.ts';
import { findMarkdown } from './files.ts';
import { parseMarkdown } from './markdown.ts';

/** One Markdown file, read. Where its MDX does not parse, `error` is set, `fences` empty, and there is no tree. */
export interface MarkdownFile {
  /** Relative to the project's root. */
  path: string;
  source: string;
  tree?: MarkdownNode;
  fences: Fence[];
  error?: UnreadableMarkdown;
}

/**
 * Every page, README and skill below `root`, with its fences.
 *
 * @param isBuilt whether Astro builds the pages at the same time, and finds what is wrong in imports
 * @param paths what is read, if not all of it
 */
export function readMarkdown(
  root: string,
  { isBuilt = false, paths = findMarkdown(root) } = {},
): MarkdownFile[] {
  return paths.map((path) => {
    const source = readFileSync(join(root, path), 'utf8');
    try {
      const tree = parseMarkdown(path, source, { isBuilt });
      return { path, source, tree, fences: fencesIn(tree, path, source) };
    } catch (error) {
      if (!(error instanceof UnreadableMarkdown)) throw error;
      return { path, source, fences: [], error };
    }
  });
}

/** How many fences there are, and of what kind. */
export interface Coverage {
  files: number;
  fences: number;
  /** Number of yaml fences of each class. */
  classes: Record<FenceClass['class'] | 'unclassified', number>;
  /** Number of fences in each other language, by the word after the backticks. */
  languages: Record<string, number>;
}

/** Counts the fences of these files by class and language. */
export function coverageOf(files: readonly MarkdownFile[]): Coverage {
  const coverage: Coverage = {
    files: files.length,
    fences: 0,
    classes: { example: 0, blueprint: 0, fragment: 0, invalid: 0, other: 0, unclassified: 0 },
    languages: {},
  };
  for (const fence of files.flatMap(({ fences }) => fences)) {
    coverage.fences += 1;
    if (fence.language === 'yaml') coverage.classes[classify(fence).class] += 1;
    else {
      const { [fence.language]: before = 0 } = coverage.languages;
      coverage.languages[fence.language] = before + 1;
    }
  }
  return coverage;
}
