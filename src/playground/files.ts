/** What the editor takes. The engine reads more; a page that draws every line should not. */
const editorLimits = { characters: 1_000_000, lines: 20_000 } as const;

const elsewhere = 'Use the command on your machine: it reads larger files.';

/** A sentence that says why a text is too large for the editor; undefined if it is not. */
export function tooLarge(text: string): string | undefined {
  const number = (value: number) => value.toLocaleString('en');
  if (text.length > editorLimits.characters) {
    return `This text has ${number(text.length)} characters; the editor takes at most ${number(editorLimits.characters)}. ${elsewhere}`;
  }
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines > editorLimits.lines
    ? `This text has ${number(lines)} lines; the editor takes at most ${number(editorLimits.lines)}. ${elsewhere}`
    : undefined;
}

/** The text of a file, or a sentence that says why there is none. Nothing of it leaves the browser. */
export async function readFile(file: File): Promise<{ text: string } | { problem: string }> {
  // A character of UTF-8 has at most three bytes for each unit of UTF-16.
  if (file.size > editorLimits.characters * 3) {
    const size = (file.size / 1e6).toLocaleString('en', { maximumFractionDigits: 1 });
    return { problem: `${file.name} has ${size} MB, more than the editor takes. ${elsewhere}` };
  }
  const bytes = await file.arrayBuffer();
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: `${file.name} is not UTF-8 text. Save it as UTF-8.` };
  }
  if (text.includes('\0')) return { problem: `${file.name} is not a text file.` };
  const problem = tooLarge(text);
  return problem ? { problem: `${file.name}: ${problem}` } : { text };
}

/** Line breaks as the editor has them, and how the file had them. */
export function withPlainBreaks(text: string): { text: string; lineBreak: '\n' | '\r\n' } {
  const isWindows = /\r\n/.test(text);
  return { text: text.replace(/\r\n?/g, '\n'), lineBreak: isWindows ? '\r\n' : '\n' };
}
