import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBlueprint } from '../../src/blueprint/index.ts';
import type { Corpus } from './corpus.ts';
import { time } from './time.ts';

/** One run of a validator's command over all files that are YAML, as far as it is installed. */
export interface CommandResult {
  name: string;
  /** Milliseconds, start of the process included; absent where it is not installed. */
  took: number | undefined;
  /** How many files it was given. */
  files: number;
  /** How to install it, for the reader of a table in which it is missing. */
  install: string;
}

interface Command {
  name: string;
  program: string;
  install: string;
  args(schema: string, paths: readonly string[]): string[];
}

const commands: readonly Command[] = [
  {
    name: 'ajv-cli',
    program: 'ajv',
    install:
      'npm install --prefix /tmp/ajv ajv-cli@5.0.0 ajv-formats@2.1.1, then put /tmp/ajv/node_modules/.bin on the PATH',
    args: (schema, paths) => [
      ...['validate', '--spec=draft2020', '--strict=false', '--all-errors', '-c', 'ajv-formats'],
      ...['-s', schema, ...paths.flatMap((path) => ['-d', path])],
    ],
  },
  {
    name: 'check-jsonschema',
    program: 'check-jsonschema',
    install:
      'python3 -m venv /tmp/cjs && /tmp/cjs/bin/pip install check-jsonschema==0.39.0, then put /tmp/cjs/bin on the PATH',
    args: (schema, paths) => ['--schemafile', schema, ...paths],
  },
];

export function measureCommands({ texts, names, schemaPath }: Corpus): CommandResult[] {
  const folder = mkdtempSync(join(tmpdir(), 'render-workers-bench-'));
  try {
    // `ajv-cli` stops at the first file that is no YAML, so none of them gets one.
    const paths = texts.flatMap((text, index) => {
      if (parseBlueprint(text).diagnostics.length > 0) return [];
      const path = join(folder, names[index] ?? '');
      writeFileSync(path, text);
      return [path];
    });
    return commands.map(({ name, program, install, args }) => {
      const took = measure(program, args(schemaPath, paths), paths);
      return { name, took, files: paths.length, install };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @throws {Error} if the command did not get to the last file, so that its time says nothing */
function measure(program: string, args: string[], paths: readonly string[]): number | undefined {
  if (spawnSync(program, ['--help'], { stdio: 'ignore' }).error) return undefined;
  let output = '';
  const took = time(() => {
    const { stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    });
    output = stdout + stderr;
  });
  const last = paths.findLast((path) => output.includes(path));
  if (!last || paths.indexOf(last) < paths.length * 0.95) {
    throw new Error(`${program} stopped early: ${output.trim().split('\n').at(-1)}`);
  }
  return took;
}
