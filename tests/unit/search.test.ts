import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { loadIndex, makeIndex, search } from '../../src/search/engine.ts';
import { sectionsOf } from '../../src/search/sections.ts';
import { synonyms } from '../../src/search/synonyms.ts';
import { termsOf, wordsOf } from '../../src/search/terms.ts';

suite('terms', () => {
  test('the spellings of a name are one term, and its parts are terms', () => {
    for (const name of [
      'maxShutdownDelaySeconds',
      'max_shutdown_delay_seconds',
      'max-shutdown-delay-seconds',
    ]) {
      assert.deepEqual(termsOf(name), [
        'max',
        'shutdown',
        'delai',
        'second',
        'maxshutdowndelayseconds',
      ]);
    }
  });

  test('forms of a word are one term', () => {
    assert.deepEqual(termsOf('evicts evicted eviction'), ['evict', 'evict', 'evict']);
    assert.deepEqual(termsOf('ran runs running'), ['run', 'run', 'run']);
    assert.deepEqual(termsOf("the worker's workers"), ['worker', 'worker']);
  });

  test('words that say nothing are no terms', () => {
    assert.deepEqual(termsOf('why does it do this to my job?'), ['job']);
  });

  test('two words that are one are found as one, too', () => {
    assert.deepEqual(termsOf('a Key Value instance'), ['kei', 'valu', 'keyvalue', 'instanc']);
    assert.deepEqual(termsOf('key of value'), ['kei', 'valu']);
  });

  test('a word stands with the text it was read from', () => {
    assert.deepEqual(wordsOf('Use acks_late.'), [
      { text: 'Use', terms: [] },
      { text: 'acks_late', terms: ['ack', 'late', 'ackslate'] },
    ]);
  });

  test('no synonym stands in its group twice', () => {
    for (const group of synonyms) {
      const terms = group.map((word) => termsOf(word).join(' '));
      assert.ok(group.length > 1 && new Set(group).size === group.length, group.join(' '));
      assert.ok(!terms.includes(''), group.join(' '));
    }
  });
});

const page = (body: string) =>
  `<!doctype html><html><head><meta name="description" content="What kills a worker.">` +
  `<meta name="keywords" content="oom killed, restart loop"></head><body><nav><h2 id="nav">Nav</h2></nav>` +
  `<main><h1>Out of memory</h1>${body}</main></body></html>`;

suite('the sections of a page', () => {
  const sections = sectionsOf(
    page(
      `<p>It was over the limit<span>s</span>.</p>` +
        `<div><h2 id="confirm">Confirm it</h2><a class="sl-anchor-link" href="#confirm">Section titled</a></div>` +
        `<p>Look at the events.</p><pre><code>render logs</code></pre><p data-search-ignore>hidden words</p>` +
        `<section id="rule"><h3>broker-evicts</h3><p data-search="aside">why</p></section>` +
        `<div data-search="message"><pre>OOM command not allowed</pre></div>` +
        `<h2 id="next">Next</h2><p>Other pages.</p><footer>Previous</footer>`,
    ),
    '/operate/oom/',
  );

  test('begin with the page and go on at each heading that has an address', () => {
    assert.deepEqual(
      sections.map(({ id, heading }) => [id, heading]),
      [
        ['/operate/oom/', ''],
        ['/operate/oom/#confirm', 'Confirm it'],
        ['/operate/oom/#rule', 'broker-evicts'],
      ],
    );
    assert.equal(sections[0]?.description, 'What kills a worker.');
    assert.equal(sections[0]?.keywords, 'oom killed, restart loop');
    assert.ok(sections.every((section) => section.page === 'Out of memory'));
  });

  test('hold each text in the field that it counts in', () => {
    const [start, confirm, rule] = sections;
    assert.equal(start?.text, 'It was over the limits.');
    assert.equal(confirm?.text, 'Look at the events.');
    assert.equal(confirm?.aside, 'render logs');
    assert.equal(rule?.aside, 'why');
    assert.equal(rule?.message, 'OOM command not allowed');
  });

  test('show their first words, cut between two', () => {
    const long = sectionsOf(page(`<h2 id="a">A</h2><p>${'word '.repeat(60)}</p>`), '/a/');
    assert.equal(sections[2]?.excerpt, 'OOM command not allowed');
    assert.match(long[1]?.excerpt ?? '', /^(?:word ){29,30}…$/);
  });

  test('a page that is not to be found has none', () => {
    assert.deepEqual(sectionsOf('<main data-search-ignore><h1>Lost</h1></main>', '/404/'), []);
    assert.deepEqual(sectionsOf('<p>No main.</p>', '/x/'), []);
  });
});

suite('search', () => {
  const of = (address: string, title: string, body: string) =>
    sectionsOf(
      `<meta name="description" content="${title}."><main><h1>${title}</h1>${body}</main>`,
      address,
    );
  const index = loadIndex(
    makeIndex([
      ...of(
        '/understand/key-value/',
        'Key Value',
        '<h2 id="eviction">Eviction</h2><p>Valkey evicts jobs.</p>',
      ),
      ...of(
        '/guides/cron-jobs/',
        'Cron jobs',
        '<h2 id="overlap">Overlap</h2><p>A run waits for the one before.</p>',
      ),
      ...of(
        '/frameworks/celery/',
        'Celery',
        '<h2 id="shutdown">Shutdown</h2><p>Celery stops on SIGTERM.</p>',
      ),
      ...of(
        '/frameworks/sidekiq/',
        'Sidekiq',
        '<h2 id="shutdown">Shutdown</h2><p>Sidekiq stops on SIGTERM.</p>',
      ),
      ...of(
        '/guides/graceful-shutdown/',
        'Graceful shutdown',
        '<h2 id="delay">The delay</h2><p>SIGTERM, then SIGKILL.</p>',
      ),
    ]),
  );
  const first = (query: string) => search(index, query)[0]?.hits[0]?.url;

  test('leads to the section', () => {
    assert.equal(first('valkey evicts'), '/understand/key-value/#eviction');
  });

  test('opens at a section that fits as well as the beginning of its page', () => {
    assert.equal(first('cron jobs overlap'), '/guides/cron-jobs/#overlap');
    assert.equal(first('cron jobs'), '/guides/cron-jobs/');
  });

  test('finds a word by its synonym, behind the word itself', () => {
    assert.equal(search(index, 'redis')[0]?.page, '/understand/key-value/');
    assert.equal(search(index, 'periodic')[0]?.page, '/guides/cron-jobs/');
  });

  test('takes a word that is nowhere for a misspelt one', () => {
    assert.equal(first('celary'), '/frameworks/celery/');
    assert.equal(first('sidekick'), '/frameworks/sidekiq/');
    assert.equal(search(index, 'graceful shutdwon')[0]?.page, '/guides/graceful-shutdown/');
  });

  test('a page of one framework waits behind the others, unless it is named', () => {
    assert.equal(search(index, 'shutdown')[0]?.page, '/guides/graceful-shutdown/');
    assert.equal(search(index, 'celery shutdown')[0]?.page, '/frameworks/celery/');
  });

  test('finds while a word is typed', () => {
    assert.equal(search(index, 'evic')[0]?.page, '/understand/key-value/');
  });

  test('finds nothing for nothing, and for what only says the', () => {
    assert.deepEqual(search(index, ''), []);
    assert.deepEqual(search(index, 'what is the'), []);
    assert.deepEqual(search(index, 'xylophonist'), []);
  });

  test('gives each page once, with four places at most', () => {
    const found = search(index, 'sigterm shutdown jobs');
    assert.equal(new Set(found.map(({ page }) => page)).size, found.length);
    assert.ok(found.every(({ hits }) => hits.length <= 4));
    assert.equal(search(index, 'sigterm', 2).length, 2);
  });
});
