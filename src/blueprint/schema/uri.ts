const escaped = '%[0-9a-f]{2}';
const pathCharacter = `(?:[a-z0-9\\-._~!$&'()*+,;=:@]|${escaped})`;
const segments = `(?:\\/${pathCharacter}*)*`;

const octet = '(?:25[0-5]|2[0-4]\\d|[01]?\\d\\d?)';
const ipv4 = `(?:${octet}\\.){3}${octet}`;
const group = '[0-9a-f]{1,4}';
const lastGroups = `(?:${group}:${group}|${ipv4})`;
/** `::` after at most `count` groups. */
const shortened = (count: number) =>
  count === 0 ? '::' : `(?:(?:${group}:){0,${count - 1}}${group})?::`;
const ipv6 = [
  `(?:${group}:){6}${lastGroups}`,
  ...[5, 4, 3, 2].map((left, index) => `${shortened(index)}(?:${group}:){${left}}${lastGroups}`),
  `${shortened(4)}${group}:${lastGroups}`,
  `${shortened(5)}${lastGroups}`,
  `${shortened(6)}${group}`,
  shortened(7),
].join('|');
const futureAddress = "v[0-9a-f]+\\.[a-z0-9\\-._~!$&'()*+,;=:]+";

const user = `(?:(?:[a-z0-9\\-._~!$&'()*+,;=:]|${escaped})*@)?`;
const registeredName = `(?:[a-z0-9\\-._~!$&'()*+,;=]|${escaped})*`;
const host = `(?:\\[(?:${ipv6}|${futureAddress})\\]|${ipv4}|${registeredName})`;

const afterScheme = [
  `\\/?\\/${user}${host}(?::\\d*)?${segments}`,
  `\\/(?:${pathCharacter}+${segments})?`,
  `${pathCharacter}+${segments}`,
].join('|');
const tail = `(?:${pathCharacter}|[/?])*`;
const uri = new RegExp(`^[a-z][a-z0-9+\\-.]*:(?:${afterScheme})(?:\\?${tail})?(?:#${tail})?$`, 'i');

/**
 * Whether a text has the schema's `format: uri`: RFC 3986, read as Ajv's formats read it. That is not
 * what `URL` parses: `https://my page/` is no URI, and `a:b` is one.
 * https://github.com/ajv-validator/ajv-formats/blob/v3.0.1/src/formats.ts
 */
export function isUri(text: string): boolean {
  return uri.test(text);
}
