import type { PrismEditor } from 'prism-code-editor';
import type { Diagnostic, Severity } from '../blueprint/diagnostic.ts';
import { rangeIn } from './lines.ts';

const severities: readonly Severity[] = ['warning', 'error'];

/** Marks findings in the editor: the number of the line, and an underline where the browser can. */
export class Marks {
  readonly #editor: PrismEditor;
  #marked: HTMLElement[] = [];

  constructor(editor: PrismEditor) {
    this.#editor = editor;
  }

  /** @param diagnostics of the very text that the editor shows */
  show(diagnostics: readonly Diagnostic[]): void {
    for (const line of this.#marked) delete line.dataset['severity'];
    this.#marked = [];
    for (const severity of severities) {
      const places: Range[] = [];
      for (const { range } of diagnostics.filter((found) => found.severity === severity)) {
        const line = this.#editor.lines[range.start.line];
        if (!line) continue;
        line.dataset['severity'] = severity;
        this.#marked.push(line);
        const isOneLine = range.end.line === range.start.line;
        const end = isOneLine ? range.end.column : Number.POSITIVE_INFINITY;
        places.push(rangeIn(line, range.start.column - 1, end - 1));
      }
      // Browsers without it still have the mark at the line's number.
      globalThis.CSS?.highlights?.set(`finding-${severity}`, new Highlight(...places));
    }
  }
}
