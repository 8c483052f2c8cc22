import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after, before, describe } from 'node:test';
import {
  driftOf,
  type ExternalLink,
  externalLinks,
  externalUrl,
  readList,
} from '../../scripts/links/external.ts';
import { isBroken, reportOf, withVisits } from '../../scripts/links/report.ts';
import { type VisitOptions, visitLinks } from '../../scripts/links/visit.ts';
import { readMarkdown } from '../../src/fences/coverage.ts';
import { site } from '../../src/site.ts';

describe('the list of external links', () => {
  const root = mkdtempSync(join(tmpdir(), 'external-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const page = `---
title: A
description: A page.
sources:
  - title: Docs
    url: https://docs.dev/read
    read: 2026-05-01
---

[one](https://docs.dev/one#part) [one](https://docs.dev/one) [own](${site}/a/) [no](https://api.example/x)
<Card href="https://docs.dev/card" />
`;
  write('src/content/docs/a.mdx', page);
  write('README.md', '# A\n\nhttps://docs.dev/one\n\n```sh\ncurl https://docs.dev/code\n```\n');
  const used = (listed: ExternalLink[] = []) => externalLinks(root, readMarkdown(root), listed);

  test('has each address once, the files that lead there, and the day of the reading', () => {
    assert.deepEqual(used(), [
      { url: 'https://docs.dev/card', seen: 'never', usedIn: ['src/content/docs/a.mdx'] },
      {
        url: 'https://docs.dev/one',
        seen: 'never',
        usedIn: ['README.md', 'src/content/docs/a.mdx'],
      },
      { url: 'https://docs.dev/read', seen: '2026-05-01', usedIn: ['src/content/docs/a.mdx'] },
    ]);
  });

  test('keeps the day on which a link was seen, unless it was read later', () => {
    const listed = used().map((link) => ({ ...link, seen: '2026-04-01' }));
    assert.deepEqual(
      used(listed).map(({ seen }) => seen),
      ['2026-04-01', '2026-04-01', '2026-05-01'],
    );
    const visited = used().map((link) => ({ ...link, seen: '2026-06-01' }));
    assert.deepEqual(driftOf(visited, used(visited)), []);
  });

  test('is not up to date where a link is missing, too much, or used elsewhere', () => {
    const [card, one, read] = used();
    assert.ok(card && one && read);
    const listed = [
      { ...one, usedIn: ['README.md'] },
      { ...read, seen: 'never' },
      { ...card, url: 'https://docs.dev/gone' },
    ];
    assert.deepEqual(driftOf(listed, used(listed)), [
      'docs/external-links.json: src/content/docs/a.mdx leads to https://docs.dev/card, which is not listed. Run `npm run links:list`. [external-link]',
      'docs/external-links.json: https://docs.dev/one is listed for README.md; it is used in README.md, src/content/docs/a.mdx. Run `npm run links:list`. [external-link]',
      'docs/external-links.json: https://docs.dev/read is listed as seen never; it was read on 2026-05-01. Run `npm run links:list`. [external-link]',
      'docs/external-links.json: https://docs.dev/gone is listed, and nothing leads there. Run `npm run links:list`. [external-link]',
    ]);
  });

  test('of this project has a day or says that there is none, and leads nowhere inside', () => {
    const listed = readList(join(import.meta.dirname, '../..'));
    assert.ok(listed.length > 200, `${listed.length} links`);
    for (const { url, seen, usedIn } of listed) {
      assert.match(seen, /^(?:never|2\d{3}-\d\d-\d\d)$/, url);
      assert.equal(externalUrl(url), url);
      assert.ok(usedIn.length > 0, url);
    }
  });

  test('has no address that only machines of a reader have', () => {
    for (const link of ['http://127.0.0.1:4321/', 'http://localhost/', 'mailto:a@b.dev', '/a/']) {
      assert.equal(externalUrl(link), undefined, link);
    }
  });
});

describe('a visit', () => {
  let server: Server;
  let host: string;
  const asked: string[] = [];
  let flaky = 0;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { method, url = '' } = request;
    asked.push(`${method} ${url}`);
    const send = (status: number, headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end('x');
    if (url === '/ok') send(200);
    else if (url === '/get-only') send(method === 'HEAD' ? 405 : 200);
    else if (url === '/gone') send(404);
    else if (url === '/login') send(403);
    else if (url === '/broken') send(500);
    else if (url === '/flaky') {
      flaky += 1;
      send(flaky < 3 ? 503 : 200);
    } else if (url === '/moved') send(301, { location: '/ok' });
    else if (url === '/for-now') send(302, { location: '/ok' });
    else if (url === '/moved-to-nothing') send(308, { location: '/gone' });
    else if (url === '/round') send(302, { location: '/round' });
    else if (url === '/cut') request.socket.destroy();
    else if (url !== '/hangs') send(418);
  };
  before(async () => {
    server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const options: VisitOptions = { timeout: 300, retries: 2, pause: 1, hosts: 2 };
  const visit = async (path: string) => {
    asked.length = 0;
    const [found] = await visitLinks([host + path], options);
    assert.ok(found);
    const { url, ...rest } = found;
    assert.equal(url, host + path);
    return rest;
  };

  test('asks for no more than the head where that is enough', async () => {
    assert.deepEqual(await visit('/ok'), { outcome: 'alive', why: '200' });
    assert.deepEqual(asked, ['HEAD /ok']);
  });

  test('asks for the whole where the head is refused', async () => {
    assert.deepEqual(await visit('/get-only'), { outcome: 'alive', why: '200' });
    assert.deepEqual(asked, ['HEAD /get-only', 'GET /get-only']);
  });

  test('finds what is gone, also behind a redirect, and does not ask again', async () => {
    assert.deepEqual(await visit('/gone'), { outcome: 'dead', why: '404' });
    assert.deepEqual(asked, ['HEAD /gone', 'GET /gone']);
    assert.deepEqual(await visit('/moved-to-nothing'), { outcome: 'dead', why: '404' });
  });

  test('says where a link has moved for good, and nothing of one that is redirected for now', async () => {
    assert.deepEqual(await visit('/moved'), { outcome: 'moved', why: '200', to: `${host}/ok` });
    assert.deepEqual(await visit('/for-now'), { outcome: 'alive', why: '200' });
  });

  test('calls nothing gone that wants a person', async () => {
    assert.deepEqual(await visit('/login'), { outcome: 'refused', why: '403' });
  });

  test('tries again what may pass, and gives up in the end', async () => {
    flaky = 0;
    assert.equal((await visit('/flaky')).outcome, 'alive');
    assert.deepEqual(await visit('/broken'), { outcome: 'silent', why: '500' });
    assert.equal(asked.filter((line) => line.startsWith('HEAD')).length, 3);
    assert.deepEqual(await visit('/hangs'), { outcome: 'silent', why: 'no answer in time' });
    assert.deepEqual(await visit('/round'), { outcome: 'silent', why: 'more than 6 redirects' });
    assert.equal((await visit('/cut')).outcome, 'silent');
  });

  test('asks one host for one link at a time, and answers in the order of the question', async () => {
    asked.length = 0;
    const urls = ['/ok', '/for-now', '/get-only'].map((path) => host + path);
    const visits = await visitLinks(urls, options);
    assert.deepEqual(
      visits.map(({ url }) => url),
      urls,
    );
    assert.deepEqual(asked, [
      'HEAD /ok',
      'HEAD /for-now',
      'HEAD /ok',
      'HEAD /get-only',
      'GET /get-only',
    ]);
  });
});

test('the report names each link with its files, and the list gets the day of those that answered', () => {
  const link = (name: string): ExternalLink => ({
    url: `https://docs.dev/${name}`,
    seen: '2026-05-01',
    usedIn: ['README.md', 'src/errors/rq.ts'],
  });
  const links = [link('ok'), link('gone'), link('moved'), link('login'), link('off')];
  const visits = [
    { url: 'https://docs.dev/ok', outcome: 'alive', why: '200' },
    { url: 'https://docs.dev/gone', outcome: 'dead', why: '404' },
    { url: 'https://docs.dev/moved', outcome: 'moved', why: '200', to: 'https://docs.dev/new' },
    { url: 'https://docs.dev/login', outcome: 'refused', why: '403' },
    { url: 'https://docs.dev/off', outcome: 'silent', why: 'ENOTFOUND' },
  ] as const;
  const report = reportOf(links, visits);
  assert.match(report, /^5 external links visited, 1 answered as they are written\.\n/);
  assert.match(
    report,
    /## Gone\n\n.*\n\n- <https:\/\/docs\.dev\/gone> \(404; last seen 2026-05-01\) in `README\.md`, `src\/errors\/rq\.ts`\n/,
  );
  assert.match(
    report,
    /## Moved for good\n\n.*\n\n- <[^>]*\/moved> → <https:\/\/docs\.dev\/new> \(200;/,
  );
  assert.match(report, /## No answer\n\n.*\n\n- <[^>]*\/off> \(ENOTFOUND;/);
  assert.deepEqual(
    withVisits(links, visits, '2026-06-01').map(({ seen }) => seen),
    ['2026-06-01', '2026-05-01', '2026-06-01', '2026-05-01', '2026-05-01'],
  );
  assert.deepEqual(visits.filter(isBroken).length, 2);
});
