/** Width and height of a card, in pixels: what the sites that show cards ask for. */
export const cardSize = { width: 1200, height: 630 } as const;

/** The path of a page's card: `/og/frameworks/celery.png`, or `/og/index.png` for the home page. */
export function cardPath(address: string): string {
  return address === '/' ? '/og/index.png' : `/og${address.slice(0, -1)}.png`;
}
