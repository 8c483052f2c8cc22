import { limits } from '../blueprint/limits.ts';

/** The playground's address. */
export const playgroundPath = '/playground/';

/** What the hash begins with. A link that is made otherwise will begin with another number. */
const VERSION = '1';

/** A text out of a link, or a sentence that says why there is none. */
export type Shared = { text: string } | { problem: string };

/**
 * The address of a text in the playground, as a path. The text is in the hash alone, which no browser
 * sends to a server: `#1.` and the deflated UTF-8 in base64url.
 */
export async function linkTo(text: string): Promise<string> {
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  return `${playgroundPath}#${VERSION}.${toBase64(bytes)}`;
}

/**
 * Reads what {@link linkTo} wrote.
 *
 * @param hash the part of an address from `#` on
 * @returns undefined where the hash is none of a text, such as an anchor's
 */
export async function readLink(hash: string): Promise<Shared | undefined> {
  const [, version, packed = ''] = /^#(\d+)\.(.*)$/.exec(hash) ?? [];
  if (version === undefined) return undefined;
  if (version !== VERSION) {
    return {
      problem: `This link is of version ${version}, and this page reads version ${VERSION}. Ask for the file itself, or for a new link.`,
    };
  }
  const broken = 'This link is damaged or cut off, so there is no file in it. Ask for it again.';
  try {
    const deflated = new Blob([fromBase64(packed)]).stream();
    const bytes = await readAll(
      deflated.pipeThrough(new DecompressionStream('deflate-raw')),
      // A character takes at most three bytes of UTF-8.
      limits.characters * 3,
    );
    if (!bytes) return { problem: 'The file in this link is larger than any that is read here.' };
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: broken };
  }
}

/** @returns undefined if there are more than `limit` bytes; the rest is not read */
async function readAll(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return undefined;
    }
    parts.push(new Uint8Array(value));
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
