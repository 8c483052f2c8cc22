/** A page that was read on this device. */
export interface Recent {
  address: string;
  title: string;
}

const KEY = 'render-workers:recent-pages';
const KEPT = 6;

/** The pages read last, the latest first; none where the browser keeps nothing. */
export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** Notes on this device that a page was opened. */
export function rememberPage(page: Recent): void {
  const others = readRecent().filter(({ address }) => address !== page.address);
  try {
    localStorage.setItem(KEY, JSON.stringify([page, ...others].slice(0, KEPT)));
  } catch {
    // Without storage nothing is offered again.
  }
}

function isRecent(value: unknown): value is Recent {
  const { address, title } = (value ?? {}) as Partial<Recent>;
  // Whoever else writes here must not send readers elsewhere.
  return typeof title === 'string' && typeof address === 'string' && /^\/(?!\/)/.test(address);
}
