import type { Language } from './language.ts';

export const json: Language = {
  name: 'JSON',
  aliases: ['json'],
  extensions: ['.json'],
  parse: (snippets) =>
    snippets.flatMap((snippet, index) => {
      try {
        JSON.parse(snippet);
        return [];
      } catch (error) {
        const message = (error as Error).message;
        const at = Number(/at position (\d+)/.exec(message)?.[1] ?? snippet.length);
        const before = snippet.slice(0, at).split('\n');
        const column = (before.at(-1)?.length ?? 0) + 1;
        return [{ index, line: before.length, column, message: message.replace(/ \(line .*/, '') }];
      }
    }),
};
