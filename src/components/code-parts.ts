/** A message or rule text cut at its backticks, which are the only markup that these texts have. */
export function codeParts(text: string): { part: string; code: boolean }[] {
  return text.split('`').map((part, index) => ({ part, code: index % 2 === 1 }));
}

/** A text of the same kind as it is read out. */
export function plainText(text: string): string {
  return text.replaceAll('`', '');
}
