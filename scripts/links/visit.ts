/** How links are visited. */
export interface VisitOptions {
  /** Milliseconds until a request is given up. */
  timeout: number;
  /** How often a link is tried again that got no answer, or one that may pass. */
  retries: number;
  /** Milliseconds between two requests to one host. */
  pause: number;
  /** How many hosts are asked at a time. */
  hosts: number;
}

/**
 * What became of a link. `alive`: it answers; `moved`: it answers from elsewhere for good; `refused`: it
 * wants a person, so nothing is known; `dead`: it is gone; `silent`: no answer, or a fault of the host.
 */
export type Outcome = 'alive' | 'moved' | 'refused' | 'dead' | 'silent';

/** A link that was visited. */
export interface Visit {
  url: string;
  outcome: Outcome;
  /** The status of the last answer, or why there is none. */
  why: string;
  /** Where it has moved. */
  to?: string;
}

interface Answer {
  status: number;
  /** Milliseconds that the host asks to be left alone. */
  wait: number;
  /** Where the link led by redirects that are for good. */
  moved?: string;
}

/** Kept short, because a host that wants to be left alone for longer is not worth the wait. */
const longestWait = 30_000;
const mostRedirects = 6;

/**
 * Visits links: HEAD first, and GET where that is refused. Hosts are asked side by side, the links of
 * one host one after the other.
 *
 * @returns a visit for each link, in their order
 */
export async function visitLinks(urls: readonly string[], options: VisitOptions): Promise<Visit[]> {
  const byHost = Map.groupBy(urls, (url) => new URL(url).host);
  const visits = new Map<string, Visit>();
  const hosts = [...byHost.values()];
  const work = async () => {
    for (let links = hosts.shift(); links; links = hosts.shift()) {
      for (const [index, url] of links.entries()) {
        if (index > 0) await sleep(options.pause);
        visits.set(url, await visit(url, options));
      }
    }
  };
  await Promise.all(Array.from({ length: options.hosts }, work));
  return urls.flatMap((url) => visits.get(url) ?? []);
}

async function visit(url: string, options: VisitOptions): Promise<Visit> {
  for (let attempt = 0; ; attempt += 1) {
    const isLast = attempt >= options.retries;
    let wait = options.pause * 2 ** attempt;
    try {
      const answer = await ask(url, options);
      const may = answer.status === 429 || answer.status >= 500;
      if (!may || isLast) return judged(url, answer);
      wait = Math.max(wait, answer.wait);
    } catch (error) {
      if (isLast) return { url, outcome: 'silent', why: reasonOf(error) };
    }
    await sleep(Math.min(wait, longestWait));
  }
}

function judged(url: string, { status, moved }: Answer): Visit {
  const why = String(status);
  if (status >= 200 && status < 300) {
    return moved === undefined
      ? { url, outcome: 'alive', why }
      : { url, outcome: 'moved', why, to: moved };
  }
  if (status === 404 || status === 410) return { url, outcome: 'dead', why };
  if (status === 401 || status === 403 || status === 429) return { url, outcome: 'refused', why };
  return { url, outcome: 'silent', why };
}

async function ask(url: string, options: VisitOptions): Promise<Answer> {
  const answer = await request(url, 'HEAD', options);
  // Some hosts answer HEAD with 403, 404 or 405 where a reader gets the page.
  const isSure = answer.status < 400 || answer.status === 429 || answer.status === 410;
  if (isSure) return answer;
  await sleep(options.pause);
  return request(url, 'GET', options);
}

async function request(
  url: string,
  method: 'GET' | 'HEAD',
  { timeout }: VisitOptions,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  let at = url;
  let moved: string | undefined;
  let isForGood = true;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(at, {
      method,
      redirect: 'manual',
      signal,
      headers: { 'user-agent': 'render-workers-link-check', accept: 'text/html, */*;q=0.5' },
    });
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      const wait = Number(response.headers.get('retry-after') ?? 0) * 1000 || 0;
      const answer = { status: response.status, wait };
      return moved === undefined ? answer : { ...answer, moved };
    }
    at = new URL(location, at).href;
    isForGood &&= response.status === 301 || response.status === 308;
    if (isForGood) moved = at;
  }
  throw new Error(`more than ${mostRedirects} redirects`);
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return 'no answer in time';
  return cause?.code ?? message;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
