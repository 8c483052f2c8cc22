/** How long a screen reader is left alone after an announcement, in milliseconds. */
const PAUSE = 1000;

/**
 * Says texts in a live region, at most one a second. Of those that come in between only the last is said.
 *
 * @param region has `role="status"`
 */
export function announcer(region: HTMLElement): (text: string) => void {
  let waiting: string | undefined;
  let isPaused = false;
  const say = (text: string) => {
    region.textContent = text;
    isPaused = true;
    setTimeout(() => {
      isPaused = false;
      if (waiting === undefined) return;
      const next = waiting;
      waiting = undefined;
      say(next);
    }, PAUSE);
  };
  return (text) => {
    if (isPaused) waiting = text;
    else say(text);
  };
}
