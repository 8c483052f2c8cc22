import type { Language } from './language.ts';

const language = (
  name: string,
  aliases: string[],
  extensions: string[],
  file: string,
): Language => ({
  name,
  aliases,
  extensions,
  parse: async (snippets) => {
    // Node takes a third of a second to load it, which a build needs not, for it parses no snippet.
    const { default: ts } = await import('typescript');
    return snippets.flatMap((snippet, index) => {
      const { diagnostics = [] } = ts.transpileModule(snippet, {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: {
          allowJs: true,
          module: ts.ModuleKind.ESNext,
          target: ts.ScriptTarget.ESNext,
        },
      });
      const first = diagnostics.find(({ category }) => category === ts.DiagnosticCategory.Error);
      if (!first) return [];
      const { line, character } = first.file?.getLineAndCharacterOfPosition(first.start ?? 0) ?? {
        line: 0,
        character: 0,
      };
      const message = ts.flattenDiagnosticMessageText(first.messageText, ' ');
      return [{ index, line: line + 1, column: character + 1, message }];
    });
  },
});

export const typescript = language('TypeScript', ['ts', 'typescript'], ['.ts', '.mts'], 'fence.ts');
export const javascript = language(
  'JavaScript',
  ['js', 'javascript', 'mjs'],
  ['.js', '.mjs', '.cjs'],
  'fence.js',
);
