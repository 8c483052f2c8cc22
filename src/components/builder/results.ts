import type { Cost, LoadLine, Note, Project } from '../../builder/types.ts';
import { element, inline } from '../dom.ts';
import { noteOf } from './file-view.ts';
import { amount, dollars, totalOf } from './words.ts';

/** What the answers ask for and the project cannot give, or gives at a price; undefined if nothing. */
export function warningsOf(notes: readonly Note[]): HTMLElement | undefined {
  const warnings = notes.filter(({ kind }) => kind === 'warning');
  if (warnings.length === 0) return undefined;
  return element(
    'section',
    { class: 'warnings', 'aria-label': 'Warnings' },
    ...warnings.map((note) => {
      const { lines, file } = note.about;
      const shown = noteOf(note);
      if (lines)
        shown.append(' ', element('span', { class: 'at' }, `${file}, line ${lines.first}`));
      return shown;
    }),
  );
}

/** What the engine says of a Blueprint that it should say nothing of; undefined if it says nothing. */
export function defectOf({ findings }: Project): HTMLElement | undefined {
  if (findings.length === 0) return undefined;
  return element(
    'section',
    { class: 'defect', role: 'alert' },
    element(
      'p',
      {},
      element('strong', {}, 'This project is not right, and that is a defect of the builder.'),
      ' The check finds this in its render.yaml, so there is no download. Change an answer, or take the example as it is.',
    ),
    element(
      'ul',
      {},
      ...findings.map(({ range, message, rule }) =>
        element('li', {}, `${range.start.line}: `, ...inline(message), ` [${rule}]`),
      ),
    ),
  );
}

/** The arithmetic: each step with what limits it. */
export function loadTable(load: readonly LoadLine[]): HTMLElement {
  return table(
    ['What', 'Value', 'Limit', 'Fits'],
    load.map(({ what, value, limit, unit, fits, how }) => ({
      isBad: !fits,
      head: [element('span', {}, what), element('small', {}, ...inline(how))],
      cells: [
        amount(value, unit),
        limit === undefined ? 'none' : amount(limit, unit),
        fits ? 'yes' : 'no',
      ],
    })),
  );
}

/** What the project costs in a month. */
export function costTable(cost: Cost): HTMLElement[] {
  const { lines, isComplete, read, source } = cost;
  const rows = lines.map(({ what, count, plan, price, isUncertain }) => ({
    isBad: false,
    head: [element('code', {}, what)],
    cells: [
      count === 1 ? plan : `${count} × ${plan}`,
      price === undefined ? 'unknown' : `${dollars(price)}${isUncertain ? ', uncertain' : ''}`,
    ],
  }));
  const sum = { isBad: false, head: ['Together'], cells: ['', totalOf(cost)] };
  return [
    table(['Service', 'Plan', 'A month'], [...rows, sum]),
    element(
      'p',
      { class: 'facts' },
      isComplete ? '' : 'The sum leaves out what is unknown. ',
      'Prices of ',
      element('a', { href: source.url }, source.title),
      `, read on ${read}. `,
      'Uncertain means that one source alone gives it, or that sources differ. Look at Render’s price list before you decide.',
    ),
  ];
}

interface Row {
  head: (Node | string)[];
  cells: string[];
  isBad: boolean;
}

function table(columns: readonly string[], rows: readonly Row[]): HTMLElement {
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column))),
    ),
    element(
      'tbody',
      {},
      ...rows.map(({ head, cells, isBad }) =>
        element(
          'tr',
          { class: isBad ? 'bad' : undefined },
          element('th', { scope: 'row' }, ...head),
          ...cells.map((cell) => element('td', {}, cell)),
        ),
      ),
    ),
  );
}
