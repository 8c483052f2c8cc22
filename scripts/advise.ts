/**
 * Runs a tool that says what is wrong, and says what to do about it.
 *
 *   node scripts/advise.ts unused | duplicates
 *
 * Exit codes: those of the tool; 2 usage.
 */
import { spawnSync } from 'node:child_process';

const tools: Readonly<Record<string, { command: string; args: string[]; advice: string }>> = {
  unused: {
    command: 'knip',
    args: ['--no-progress'],
    advice:
      'Remove each file and dependency listed above, and the word `export` where a name is used in its own file only. What is used in a way that knip cannot see goes into knip.ts, with the reason. npm run unused tries again.',
  },
  duplicates: {
    command: 'jscpd',
    args: [],
    advice:
      'Give each pair above one home, and use it from both places; tests keep theirs in tests/unit/cli.ts and tests/site/browser.ts. If the likeness is chance, put `jscpd:ignore-start` and `jscpd:ignore-end` around one of them, with the reason. npm run duplicates tries again.',
  },
};

const name = process.argv[2] ?? '';
const tool = tools[name];
if (tool) {
  const { status, error } = spawnSync(tool.command, tool.args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) {
    console.error(`\`${tool.command}\` does not run: ${error.message}. Run \`npm ci\`.`);
    process.exitCode = 2;
  } else {
    if (status === 1) console.error(`\n${tool.advice}`);
    process.exitCode = status ?? 3;
  }
} else {
  console.error(`usage: node scripts/advise.ts ${Object.keys(tools).join(' | ')}`);
  process.exitCode = 2;
}
