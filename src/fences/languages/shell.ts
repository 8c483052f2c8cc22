import { parse } from 'sh-syntax';
import type { Language } from './language.ts';

export const shell: Language = {
  name: 'shell',
  aliases: ['sh', 'bash', 'shell'],
  extensions: ['.sh'],
  async parse(snippets) {
    const found = await Promise.all(
      snippets.map(async (snippet, index) => {
        try {
          await parse(snippet);
          return [];
        } catch (error) {
          const { Pos, Text, message } = error as {
            Pos?: { Line: number; Col: number };
            Text?: string;
            message: string;
          };
          return [{ index, line: Pos?.Line ?? 1, column: Pos?.Col ?? 1, message: Text ?? message }];
        }
      }),
    );
    return found.flat();
  },
};
