import { yamlText } from '../blueprint/edits.ts';
import type { NoteText } from './frameworks/framework.ts';
import type { Note } from './types.ts';

/** One `key: value` of a Blueprint that is being written. */
export interface Field {
  key: string;
  value: string | number | readonly Field[] | readonly (readonly Field[])[];
  /** Lines above it, without the `#`. */
  comment?: readonly string[];
  /** Notes about it and its comment. */
  notes?: readonly NoteText[];
}

export interface Written {
  text: string;
  notes: Note[];
}

/**
 * Writes a Blueprint: two spaces, an empty line between services, each note at the lines of its field.
 *
 * @param header lines above everything, without the `#`
 * @param file the name that the notes give
 */
export function writeDocument(
  header: readonly string[],
  fields: readonly Field[],
  file: string,
): Written {
  const lines = header.map((line) => `# ${line}`);
  const notes: Note[] = [];

  const writeField = (field: Field, indent: string, mark: string) => {
    const { key, value, comment = [] } = field;
    const first = lines.length + 1;
    for (const line of comment) lines.push(`${indent}# ${line}`);
    // A list's dash stands before the first field, and its comment above the dash.
    const start = `${mark || indent}${key}:`;
    if (typeof value === 'object' && value.length > 0) {
      lines.push(start);
      for (const [index, part] of value.entries()) {
        if (isItem(part)) writeItem(part, `${indent}  `, index > 0 && indent === '');
        else writeField(part, `${indent}  `, '');
      }
    } else lines.push(`${start} ${typeof value === 'object' ? '[]' : scalar(value)}`);
    const last = lines.length;
    for (const { kind = 'choice', ...note } of field.notes ?? []) {
      notes.push({ ...note, kind, about: { file, lines: { first, last } } });
    }
  };

  const writeItem = (item: readonly Field[], indent: string, isApart: boolean) => {
    if (isApart) lines.push('');
    for (const [index, field] of item.entries()) {
      if (index > 0) writeField(field, `${indent}  `, '');
      else writeField(field, indent, `${indent}- `);
    }
  };

  for (const field of fields) {
    if (lines.length > 0) lines.push('');
    writeField(field, '', '');
  }
  return { text: `${lines.join('\n')}\n`, notes };
}

function isItem(part: Field | readonly Field[]): part is readonly Field[] {
  return Array.isArray(part);
}

/** Commands stay bare, as people write them: they are text to every reader of YAML. */
function scalar(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const isCommand = /^(?:[A-Za-z_]\S*\s|\.?\/)/.test(value) && !/: |:$| #|\s$|\n/.test(value);
  return isCommand ? value : yamlText(value);
}
