import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { findings } from './src/plugins/findings.ts';

// A file of its own, because only so its plugins reach code that components draw.
export default defineEcConfig({
  // The first comment of a file is part of the example, never its title.
  frames: { extractFileNameFromCode: false },
  plugins: [findings(import.meta.dirname)],
});
