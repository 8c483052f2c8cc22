/** A file that Vite is about to write. */
interface Written {
  type: string;
  fileName: string;
  source?: string | Uint8Array;
}

/** Starlight's layers, each above those before it: what `style/layers.css` of it says. */
export const layers = ['base', 'reset', 'core', 'content', 'components', 'utils'];

/**
 * Makes one file of the styles of all pages. For a phone, each more of them costs more than what it has. Their
 * order in it is not that of the layers, which is said at its beginning.
 */
export function oneStylesheet() {
  return {
    name: 'one-stylesheet',
    enforce: 'post' as const,
    config: () => ({ build: { cssCodeSplit: false } }),
    generateBundle: {
      // After Vite has made and minified the file.
      order: 'post' as const,
      handler(_: unknown, bundle: Record<string, Written>) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
          const source = String(file.source);
          if (!source.includes('@layer starlight.')) continue;
          const order = layers.map((layer) => `starlight.${layer}`).join(',');
          file.source = `@layer ${order};${source}`;
        }
      },
    },
  };
}
