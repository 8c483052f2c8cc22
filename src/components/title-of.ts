import { getEntry } from 'astro:content';

/**
 * The title of a page of the site, by its address: `/frameworks/celery/`. Astro makes only that entry; each
 * page asks, and all entries for each of them would cost with the square of the pages.
 *
 * @throws if there is no such page
 */
export async function titleOf(address: string): Promise<string> {
  const entry = await getEntry('docs', address.slice(1, -1) || 'index');
  if (!entry) throw new Error(`There is no page ${address}.`);
  return entry.data.title;
}
