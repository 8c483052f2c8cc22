import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

/** A built site, served on loopback as a host does: compressed, with its headers. */
export interface Served {
  /** The address without a slash at its end. */
  url: string;
  /** How many bytes the body of a path has with brotli at its best; 0 for what is not there. */
  bytes(path: string): Promise<number>;
  close(): void;
}

const compress = promisify(brotliCompress);

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};
/** Compressed by themselves, so that hosts send them as they are. */
const packed = new Set(['.png', '.webp', '.woff2', '.zip']);

/**
 * Serves a folder on a free port of loopback.
 *
 * @param dist the folder
 * @param headersAt the headers of a path beside type and encoding
 */
export async function serve(
  dist: string,
  headersAt: (path: string) => Record<string, string> = () => ({}),
): Promise<Served> {
  const bodies = new Map<string, Promise<Buffer>>();
  const bodyOf = (file: string): Promise<Buffer> => {
    const known = bodies.get(file);
    if (known) return known;
    const bytes = readFileSync(file);
    const body = packed.has(extname(file))
      ? Promise.resolve(bytes)
      : compress(bytes, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          },
        });
    bodies.set(file, body);
    return body;
  };
  const fileAt = (path: string): string | undefined => {
    const file = join(dist, path.endsWith('/') ? `${path}index.html` : path);
    return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site.invalid').pathname);
    const found = fileAt(path);
    const file = found ?? fileAt('/404.html');
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const encoding = packed.has(extname(file)) ? {} : { 'content-encoding': 'br' };
    const body = await bodyOf(file);
    response.writeHead(found ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      ...encoding,
      ...headersAt(path),
    });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    bytes: async (path) => {
      const file = fileAt(path);
      return file ? (await bodyOf(file)).length : 0;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
