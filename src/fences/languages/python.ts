import type { Language } from './language.ts';
import { parseWith } from './program.ts';

const program = `
import ast, sys
for index, path in enumerate(sys.argv[1:]):
    with open(path, encoding="utf-8") as file:
        source = file.read()
    try:
        ast.parse(source)
    except SyntaxError as error:
        print(index, error.lineno or 1, error.offset or 1, error.msg, sep="\\t")
`;

export const python: Language = {
  name: 'Python',
  aliases: ['python', 'py'],
  extensions: ['.py'],
  needs: { command: 'python3', install: 'apt-get install python3' },
  parse: (snippets) => parseWith('python3', ['-c', program], snippets),
};
