/**
 * Checks what the site is made of, beside that builds it, then indexes and checks what was built. What the first
 * check refuses is not left in `dist/`, where `npm start` would serve it.
 *
 *   node scripts/build.ts
 *
 * Exit codes: 0, or that of the first step that failed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The arguments of a `node`. */
export type Step = readonly string[];

/** The steps of a build. */
export interface Steps {
  /** Runs beside `make` and stops it with what it finds; is not stopped itself, for it may find why `make` failed. */
  check: Step;
  make: Step;
  /** Run at once, on what `make` made. */
  after: readonly Step[];
}

/**
 * Runs the steps. Of those that run beside another the output comes in one piece.
 *
 * @param root the folder where they run
 * @param print takes what they print
 * @returns the exit code, and whether `check` and `make` were well
 */
export async function runSteps(
  root: string,
  { check, make, after }: Steps,
  print: (text: string) => void,
): Promise<{ code: number; isMade: boolean }> {
  const made = start(root, make, print);
  const checked = start(root, check);
  stepBack(checked.child);
  checked.done.then(({ code }) => code !== 0 && made.child.kill()).catch(() => made.child.kill());
  const [ofCheck, ofMake] = await Promise.all([checked.done, made.done]);
  print(ofCheck.output);
  if (ofCheck.code !== 0 || ofMake.code !== 0) {
    return { code: ofCheck.code || ofMake.code || 3, isMade: false };
  }
  const ends = await Promise.all(after.map((step) => start(root, step).done));
  for (const { output } of ends) print(output);
  const failed = ends.find(({ code }) => code !== 0);
  return { code: failed ? (failed.code ?? 3) : 0, isMade: true };
}

/** Has a process wait where another needs the cores: the check has all the time that Astro takes. */
function stepBack({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already.
  }
}

/** How a step ended; without a code if it was stopped. */
interface End {
  code: number | undefined;
  output: string;
}

function start(
  root: string,
  step: Step,
  print?: (text: string) => void,
): { child: ChildProcess; done: Promise<End> } {
  const child = spawn(process.execPath, step, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const take = (chunk: Buffer) => {
    if (print) print(chunk.toString());
    else output += chunk;
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const done = new Promise<End>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? undefined, output }));
  });
  return { child, done };
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  const astro = dirname(fileURLToPath(import.meta.resolve('astro/package.json')));
  const { code, isMade } = await runSteps(
    root,
    {
      check: ['scripts/check.ts', '--build'],
      make: [
        // V8's helpers, four by default, take the cores of a small machine from the threads that do the work.
        '--v8-pool-size=1',
        // What a page is made of is garbage soon. With room for more of it, V8 collects it less often, which
        // takes a twentieth of the processor time less.
        '--min-semi-space-size=64',
        '--max-semi-space-size=128',
        join(astro, 'bin/astro.mjs'),
        'build',
      ],
      after: [['scripts/search-index.ts'], ['scripts/check-built.ts']],
    },
    (text) => process.stdout.write(text),
  );
  if (!isMade) rmSync(join(root, 'dist'), { recursive: true, force: true });
  process.exitCode = code;
}
