import { spawnSync } from 'node:child_process';
import type { Language, SyntaxFinding } from './language.ts';

export const rust: Language = {
  name: 'Rust',
  aliases: ['rust'],
  extensions: ['.rs'],
  needs: { command: 'rustfmt', install: 'rustup component add rustfmt' },
  parse: (snippets) =>
    snippets.flatMap((snippet, index) => {
      const asFile = firstError(snippet);
      // rustfmt knows no list of statements, only those of a function.
      if (!asFile || !firstError(`async fn snippet() {\n${snippet}\n}`)) return [];
      return [{ index, ...asFile }];
    }),
};

function firstError(source: string): Omit<SyntaxFinding, 'index'> | undefined {
  const run = spawnSync('rustfmt', ['--edition', '2024'], { input: source, encoding: 'utf8' });
  if (run.error) throw run.error;
  if (run.status === 0) return undefined;
  const [, message] = /^error(?:\[E\d+\])?: (.*)$/m.exec(run.stderr) ?? [];
  const [, line, column] = /--> <stdin>:(\d+):(\d+)/.exec(run.stderr) ?? [];
  return {
    line: Number(line ?? 1),
    column: Number(column ?? 1),
    message: message ?? run.stderr.trim(),
  };
}
