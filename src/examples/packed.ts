import type { Example } from './example.ts';

/** Where the package keeps its examples, from its folder. */
export const packedPath = 'lib/examples/examples.json';

interface PackedFile {
  path: string;
  base64: string;
  isExecutable: boolean;
}
type PackedExample = Omit<Example, 'files'> & { files: PackedFile[] };

/**
 * All examples as one text. A package cannot hold them as they are: npm leaves out what their
 * `.gitignore` names, and renames that file when it installs.
 */
export function pack(examples: readonly Example[]): string {
  const packed = examples.map(
    ({ files, ...rest }): PackedExample => ({
      ...rest,
      files: files.map(({ path, content, isExecutable }) => ({
        path,
        base64: Buffer.from(content).toString('base64'),
        isExecutable,
      })),
    }),
  );
  return JSON.stringify(packed);
}

/** The reverse of {@link pack}. */
export function unpack(text: string): Example[] {
  return (JSON.parse(text) as PackedExample[]).map(({ files, ...rest }) => ({
    ...rest,
    files: files.map(({ base64, ...file }) => ({
      ...file,
      content: Buffer.from(base64, 'base64'),
    })),
  }));
}
