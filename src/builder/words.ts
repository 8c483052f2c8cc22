// Made once: a formatter costs more than what it formats.
const precise = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A number as prose has it: `1,000`, and at most two digits after the point. */
export function number(value: number): string {
  return (value < 100 ? precise : whole).format(value);
}

/** `1 job`, `2 jobs`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Megabytes as people say them: `256 MB`, `1.5 GB`. */
export function megabytes(value: number): string {
  return value < 1000 ? `${number(Math.ceil(value * 10) / 10)} MB` : `${number(value / 1000)} GB`;
}

/** A text with one piece of it replaced. Throws where the piece does not stand exactly once. */
export function replaceOnce(text: string, from: string, to: string): string {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`Expected exactly once: ${from}`);
  }
  return `${before}${to}${after}`;
}
