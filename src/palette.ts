/** The colours of the cards that are shown where a page is shared: those of the site's dark theme. */
export const palette = {
  background: '#17181c',
  text: '#ffffff',
  quiet: '#c0c2c7',
  accent: '#cdc6fb',
  live: '#2f8f7f',
  drain: '#d9942b',
  kill: '#ff8a80',
  gone: '#3b3d44',
} as const;

/** The background of the header in each theme, which browsers continue above the page. */
export const headerColors = { light: '#f6f6f9', dark: '#24272f' } as const;
