import { type Browser, chromium } from 'playwright-core';

/** How to get the browser on the systems where it is one command. */
export const install = 'apt-get install chromium (or install Google Chrome)';

/**
 * Starts a Chromium that the system has: Debian's, or Google Chrome where that is installed.
 *
 * @returns undefined if there is none
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  const args = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
  // Chromium's sandbox refuses to run as root, as which CI runs.
  const options = { args, chromiumSandbox: process.getuid?.() !== 0 };
  for (const which of [{ executablePath: '/usr/bin/chromium' }, { channel: 'chrome' }]) {
    try {
      return await chromium.launch({ ...options, ...which });
    } catch (error) {
      const isMissing = /(?:is not found at|executable doesn't exist|ENOENT)/i;
      if (!isMissing.test((error as Error).message)) throw error;
    }
  }
  return undefined;
}
