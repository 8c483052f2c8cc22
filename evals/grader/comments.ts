/** Strings, which stay, before comments, which go. */
const hash =
  /("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|(?<![\w$])#(?!\{).*/g;
const slashes =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`)|\/\/.*|\/\*[\s\S]*?\*\//g;

/** The text of a source file without what only people read, so that a remark passes for no code. */
export function withoutComments(path: string, text: string): string {
  const pattern = /\.(?:[cm]?[jt]s|go)$/.test(path) ? slashes : hash;
  return text.replace(pattern, (_, literal: string | undefined) => literal ?? '');
}
