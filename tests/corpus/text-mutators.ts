import type { Random } from './random.ts';

/** Changes the text of a Blueprint at random, where a change of its data cannot: below YAML. */
type TextMutator = (text: string, random: Random) => string;

const onLine =
  (change: (line: string, random: Random) => string[]): TextMutator =>
  (text, random) => {
    const lines = text.split('\n');
    const place = random.below(lines.length);
    return lines.toSpliced(place, 1, ...change(lines[place] ?? '', random)).join('\n');
  };

const indicators = [...':#-\'"[]{}&*!|>%@`,?\t \n', '---\n', '<<: ', '*a', '&a ', '!!str ', '\\'];

/** The text mutators by name. */
export const textMutators: Record<string, TextMutator> = {
  'repeat-line': onLine((line) => [line, line]),
  'drop-line': onLine(() => []),
  'indent-line': onLine((line, random) => [random.pick([' ', '  ', '\t']) + line]),
  'outdent-line': onLine((line) => [line.slice(1)]),
  'drop-character': (text, random) => {
    const place = random.below(text.length);
    return text.slice(0, place) + text.slice(place + 1);
  },
  'insert-indicator': (text, random) => {
    const place = random.below(text.length + 1);
    return text.slice(0, place) + random.pick(indicators) + text.slice(place);
  },
  'second-document': (text, random) =>
    random.pick([
      `---\n${text}`,
      `${text}---\n`,
      `${text}---\na: 1\n`,
      `${text}...\n`,
      `# a\n${text}`,
    ]),
};
