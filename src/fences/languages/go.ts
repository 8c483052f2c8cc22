import { spawnSync } from 'node:child_process';
import type { Language } from './language.ts';

export const go: Language = {
  name: 'Go',
  aliases: ['go'],
  extensions: ['.go'],
  needs: { command: 'gofmt', install: 'apt-get install golang-go' },
  // gofmt takes a list of statements or declarations on standard input only.
  parse: (snippets) =>
    snippets.flatMap((snippet, index) => {
      const run = spawnSync('gofmt', ['-e'], { input: snippet, encoding: 'utf8' });
      if (run.error) throw run.error;
      if (run.status === 0) return [];
      const [, line, column, message] = /<standard input>:(\d+):(\d+): (.*)/.exec(run.stderr) ?? [];
      return [
        {
          index,
          line: Number(line ?? 1),
          column: Number(column ?? 1),
          message: message ?? run.stderr.trim(),
        },
      ];
    }),
};
