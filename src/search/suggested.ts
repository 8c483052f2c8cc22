/** Where the index lies on the site. */
export const indexPath = '/search.json';

/** What the search box offers before anything is typed. */
export const suggested: readonly string[] = [
  '/operate/debugging/',
  '/learn/quickstart/',
  '/guides/graceful-shutdown/',
  '/playground/',
  '/reference/errors/',
];
