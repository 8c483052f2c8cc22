import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Corpus } from './corpus.ts';
import { medians } from './time.ts';

/** Milliseconds from the start of a process to its verdict on one file. */
export interface Start {
  /** `node`, which imports `yaml`, reads the file and parses it. */
  bare: number;
  /** The command; absent where it is not there. */
  command: number | undefined;
}

export function measureStart(root: string, corpus: Corpus, rounds: number): Start {
  const folder = mkdtempSync(join(tmpdir(), 'render-workers-bench-'));
  try {
    const file = join(folder, 'render.yaml');
    writeFileSync(file, middleOf(corpus.texts));
    const run = (args: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, args, {
        cwd: root,
        encoding: 'utf8',
      });
      if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')}: ${stderr}`);
    };
    const parse =
      "import { readFileSync } from 'node:fs'; import { parseDocument } from 'yaml'; process.exitCode = parseDocument(readFileSync(process.argv[1], 'utf8'), { merge: true }).errors.length;";
    const bare = () => run(['--input-type=module', '-e', parse, file]);
    const bin = join(root, 'bin/render-workers.js');
    const command = () => run([bin, 'check', file]);
    // Processes vary more than loops in one, and are short.
    const many = rounds * 4;
    if (!existsSync(bin)) return { ...medians(many, { bare }), command: undefined };
    return medians(many, { bare, command });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The text of median length. */
function middleOf(texts: readonly string[]): string {
  return texts.toSorted((a, b) => a.length - b.length)[texts.length >> 1] ?? '';
}
