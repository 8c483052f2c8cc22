import type { Edit } from '../blueprint/diagnostic.ts';
import { applyEdits, lineAt } from '../blueprint/edits.ts';

/** Lines that an edit changes, for a preview. */
export interface Hunk {
  /** The 1-based line of the old text that the first of them is, or would be. */
  line: number;
  removed: string[];
  added: string[];
}

/** The whole lines that edits of a text change, in the order of the text. Line breaks are `\n`. */
export function hunksOf(text: string, edits: readonly Edit[]): Hunk[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start);
  const groups: { start: number; end: number; edits: Edit[] }[] = [];
  for (const edit of sorted) {
    const start = lineAt(text, edit.start).start;
    const end = lineAt(text, edit.end).end;
    const last = groups.at(-1);
    if (last && start <= last.end + 1) {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    } else groups.push({ start, end, edits: [edit] });
  }
  return groups.flatMap((group) => {
    const removed = text.slice(group.start, group.end).split('\n');
    const behind = text.slice(group.end);
    const after = applyEdits(text, group.edits);
    const added = after.slice(group.start, after.length - behind.length).split('\n');
    let same = 0;
    while (same < removed.length && removed[same] === added[same]) same += 1;
    while (removed.length > same && added.length > same && removed.at(-1) === added.at(-1)) {
      removed.pop();
      added.pop();
    }
    const line = text.slice(0, group.start).split('\n').length + same;
    const hunk = { line, removed: removed.slice(same), added: added.slice(same) };
    return hunk.removed.length + hunk.added.length > 0 ? [hunk] : [];
  });
}
