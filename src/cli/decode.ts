import { isUtf8 } from 'node:buffer';
import { UsageError } from './usage-error.ts';

/**
 * The text of a file's bytes. A byte order mark stays, so that a fix writes it back.
 *
 * @param name what the file is called in messages
 * @throws {UsageError} if the bytes are not UTF-8 text, with the place of the first that is not
 */
export function decode(bytes: Buffer, name: string): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new UsageError(`${name} is UTF-16. Save it as UTF-8.`);
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    throw new UsageError(
      `${name}:${lineAt(bytes, nul)} holds a NUL byte (offset ${nul}). Expected a text file in UTF-8.`,
    );
  }
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const at = firstInvalid(bytes);
  const byte = bytes.toString('hex', at, at + 1).toUpperCase();
  throw new UsageError(
    `${name}:${lineAt(bytes, at)} is not UTF-8: byte 0x${byte} at offset ${at}. Save it as UTF-8.`,
  );
}

/** The offset of the first byte that is not part of a UTF-8 sequence. */
function firstInvalid(bytes: Buffer): number {
  const replacement = Buffer.from('\uFFFD');
  let offset = 0;
  for (const char of bytes.toString('utf8')) {
    const length = Buffer.byteLength(char);
    // The file may hold the replacement character itself.
    if (char === '\uFFFD' && !bytes.subarray(offset, offset + length).equals(replacement)) break;
    offset += length;
  }
  return offset;
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1))
    line += 1;
  return line;
}
