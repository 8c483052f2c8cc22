import { type Diagnostic, docsPath, type Fix } from '../blueprint/diagnostic.ts';
import { plainText } from '../components/code-parts.ts';
import { element, inline } from '../components/dom.ts';
import { onSite } from '../components/on-site.ts';
import { hunksOf } from './hunks.ts';
import type { Checked } from './messages.ts';

/** What a reader can do with a finding. */
export interface Actions {
  reveal(start: number, end: number): void;
  apply(fix: Fix): void;
}

/** Draws the findings of a text as list items, in its order. */
export function findingItems(text: string, checked: Checked, actions: Actions): HTMLElement[] {
  return checked.diagnostics.map((diagnostic) =>
    element(
      'li',
      { class: 'finding', 'data-severity': diagnostic.severity },
      ...head(diagnostic, actions),
      ...related(diagnostic, actions),
      ...fixes(text, diagnostic, actions),
      ...explanation(diagnostic, checked),
    ),
  );
}

function head({ severity, message, range, rule }: Diagnostic, { reveal }: Actions): HTMLElement[] {
  const { line, column } = range.start;
  const jump = () => reveal(range.start.offset, range.end.offset);
  return [
    element(
      'p',
      { class: 'what' },
      element('strong', { class: severity }, severity),
      ' ',
      element(
        'button',
        {
          type: 'button',
          class: 'at',
          'aria-label': `${line}:${column}, go to line ${line}, column ${column}`,
          click: jump,
        },
        `${line}:${column}`,
      ),
      ' ',
      element('a', { class: 'rule', href: onSite(docsPath(rule)) }, rule),
    ),
    element('p', { class: 'message' }, ...inline(message)),
  ];
}

function related({ related }: Diagnostic, { reveal }: Actions): HTMLElement[] {
  if (related.length === 0) return [];
  const places = related.map(({ label, range }) => {
    const at = `${range.start.line}:${range.start.column}`;
    return element(
      'li',
      {},
      ...inline(label),
      ' ',
      element(
        'button',
        {
          type: 'button',
          class: 'at',
          'aria-label': `${at}, go to line ${range.start.line}, ${plainText(label)}`,
          click: () => reveal(range.start.offset, range.end.offset),
        },
        at,
      ),
    );
  });
  return [element('ul', { class: 'related' }, ...places)];
}

function fixes(text: string, { fixes }: Diagnostic, { apply }: Actions): HTMLElement[] {
  return fixes.map((fix) => {
    const lines = hunksOf(text, fix.edits).flatMap(({ removed, added }) => [
      ...removed.map((line) => element('del', {}, line || ' ')),
      ...added.map((line) => element('ins', {}, line || ' ')),
    ]);
    return element(
      'div',
      { class: 'fix' },
      element(
        'button',
        { type: 'button', class: 'apply', click: () => apply(fix) },
        ...inline(fix.title),
      ),
      ...(fix.safe ? [] : [element('span', { class: 'note' }, 'changes what it does: look first')]),
      element(
        'pre',
        { class: 'preview', tabindex: '0', role: 'group', 'aria-label': 'What it changes' },
        ...lines,
      ),
    );
  });
}

function explanation({ rule }: Diagnostic, { rules }: Checked): HTMLElement[] {
  const entry = rules[rule];
  if (!entry) return [];
  return [
    element(
      'details',
      {},
      element('summary', {}, 'Why'),
      element('p', {}, element('strong', {}, ...inline(entry.summary)), ' ', ...inline(entry.why)),
      element('p', {}, element('a', { href: onSite(docsPath(rule)) }, 'Wrong, right and sources')),
    ),
  ];
}

/** What was found, in a sentence. */
export function summaryOf({ schema, errors, warnings }: Checked): string {
  if (schema === 'yaml-error') return 'This is no YAML yet, so nothing else was looked at.';
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  if (errors + warnings === 0) return 'Nothing found: valid by the schema and by every rule.';
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  const verdict = schema === 'valid' ? 'Valid by the schema' : 'Render’s schema refuses it';
  return `${parts.join(' and ')}. ${verdict}.`;
}
