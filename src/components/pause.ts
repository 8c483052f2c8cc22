/** Lets the browser draw, and answer whoever types, between two long pieces of work. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
