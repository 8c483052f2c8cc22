/**
 * The address of a path below the place where the site is published.
 *
 * @param path from the site's root, e.g. `/operate/scaling/#autoscaling`
 */
export function onSite(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, '')}${path}`;
}
