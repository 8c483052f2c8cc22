import { type Zippable, zipSync } from 'fflate';

/** A file of an archive. */
export interface ZipEntry {
  /** With slashes, and bare: no `./` and no `/` in front. */
  path: string;
  content: Uint8Array;
  isExecutable?: boolean;
}

/** The same files give the same bytes, on any day and in any time zone. */
export function zipOf(files: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  // The first year that a zip can hold. It holds local time, so the time is made of local parts.
  const mtime = new Date(1980, 0, 1, 12);
  const entries: Zippable = {};
  for (const { path, content, isExecutable = false } of files) {
    const mode = isExecutable ? 0o100755 : 0o100644;
    entries[path] = [content, { level: 4, mtime, os: 3, attrs: mode << 16 }];
  }
  return zipSync(entries);
}
