/** A piece of a line of YAML, and what colours it. */
export interface YamlPart {
  kind: 'comment' | 'key' | 'value' | 'mark';
  text: string;
}

const line = /^(\s*(?:- )*)(?:([\w.-]+)(:)(?=\s|$))?(\s*)(.*?)((?<=^|\s)#.*)?$/;

/**
 * Cuts a line for colouring. It reads the plain block style that the builder writes; of any other YAML
 * the colours may be wrong, and the text never is.
 */
export function yamlParts(text: string): YamlPart[] {
  const [, indent = '', key = '', colon = '', space = '', value = '', comment = ''] =
    line.exec(text) ?? [];
  const parts: YamlPart[] = [
    { kind: 'mark', text: indent },
    { kind: 'key', text: key },
    { kind: 'mark', text: colon + space },
    { kind: 'value', text: value },
    { kind: 'comment', text: comment },
  ];
  return parts.filter((part) => part.text !== '');
}
