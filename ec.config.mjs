import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { findings } from './src/plugins/findings.ts';
import { highlight } from './src/plugins/highlight.ts';
import { phrasing } from './src/plugins/phrasing.ts';
import { playground } from './src/plugins/playground.ts';
import { topology } from './src/plugins/topology.ts';

// A file of its own, because only so its plugins reach code that components draw.
export default defineEcConfig({
  // The first comment of a file is part of the example, never its title.
  frames: { extractFileNameFromCode: false },
  styleOverrides: {
    borderRadius: '0.5rem',
    focusBorder: 'var(--sl-color-text-accent)',
    codeFontSize: '0.8125rem',
    codeLineHeight: '1.6',
    frames: { shadowColor: 'transparent' },
  },
  // Level AAA of WCAG asks for 7, here on a background that is darker than the one of the library.
  minSyntaxHighlightingColorContrast: 7.5,
  // Commands, logs and messages are read, not scanned: none of them is cut off on a phone.
  defaultProps: {
    overridesByLang: { 'sh,bash,text,log,console': { wrap: true } },
  },
  // Tabs stay tabs: the copy button gives what the example holds.
  tabWidth: 0,
  // `highlight` does what this would do.
  shiki: false,
  plugins: [
    highlight(),
    findings(import.meta.dirname),
    playground(import.meta.dirname),
    topology(),
    // The last, because it reads what the others leave.
    phrasing(),
  ],
});
