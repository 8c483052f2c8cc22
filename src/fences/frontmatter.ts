/** A Markdown file cut behind its frontmatter. */
export interface Parts {
  /** What stands between the lines of `---`; absent where the file does not begin with them. */
  yaml: string | undefined;
  /** The frontmatter with its lines of `---`; empty where there is none. */
  head: string;
  /** All that follows. */
  body: string;
}

/** Cuts a Markdown file behind its frontmatter. */
export function cutFrontmatter(source: string): Parts {
  const [head = '', yaml] = /^---\n([\s\S]*?)\n---\n/.exec(source) ?? [];
  return { yaml, head, body: source.slice(head.length) };
}
