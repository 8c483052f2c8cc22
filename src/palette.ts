/** The colours of the cards that are shown where a page is shared: those of the site's dark theme. */
export const palette = {
  background: '#141210',
  text: '#fbfaf7',
  quiet: '#d3cdc5',
  accent: '#c6befc',
  live: '#4fbfa8',
  drain: '#e0a63f',
  kill: '#ff9188',
  gone: '#38332e',
} as const;

/** The background of the header in each theme, which browsers continue above the page. */
export const headerColors = { light: '#fffefc', dark: '#141210' } as const;
