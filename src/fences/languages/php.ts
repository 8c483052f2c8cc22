import type { Language } from './language.ts';
import { parseWith } from './program.ts';

const program = `
foreach (array_slice($argv, 1) as $index => $path) {
    $source = file_get_contents($path);
    // A fence that shows a part of a file has no opening tag; on the same line it moves no line.
    if (!str_starts_with(ltrim($source), '<?php') && !str_starts_with($source, '#!')) {
        $source = '<?php ' . $source;
    }
    try {
        token_get_all($source, TOKEN_PARSE);
    } catch (ParseError $error) {
        echo implode("\\t", [$index, $error->getLine(), 1, strtr($error->getMessage(), "\\n\\t", '  ')]), "\\n";
    }
}
`;

export const php: Language = {
  name: 'PHP',
  aliases: ['php'],
  extensions: ['.php'],
  needs: { command: 'php', install: 'apt-get install php-cli' },
  parse: (snippets) => parseWith('php', ['-r', program, '--'], snippets),
};
