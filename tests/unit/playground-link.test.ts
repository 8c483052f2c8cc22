import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { linkTo, readLink } from '../../src/playground/link.ts';

const hashOf = (link: string) => link.slice(link.indexOf('#'));
const packed = (bytes: Uint8Array) => `#1.${deflateRawSync(bytes).toString('base64url')}`;

describe('a link to a text in the playground', () => {
  for (const [name, text] of Object.entries({
    nothing: '',
    'a Blueprint': 'services:\n  - type: worker\n    name: mail\n',
    'all kinds of characters': '# żółw 🐢 \u2028 \0 \uFEFF\r\nname: "é"\r\n',
    'a byte order mark': '\uFEFFservices: []\n',
    'a long text': 'services: # and so on\n'.repeat(20_000),
  })) {
    test(`gives back ${name}`, async () => {
      const link = await linkTo(text);
      assert.match(link, /^\/playground\/#1\.[\w-]*$/);
      assert.deepEqual(await readLink(hashOf(link)), { text });
    });
  }

  test('is short: two example files of 1,500 characters fit into a chat message', async () => {
    const text = Array.from(
      { length: 20 },
      (_, n) => `  - key: VARIABLE_${n}\n    value: ${n * 37}\n`,
    );
    assert.ok((await linkTo(text.join(''))).length < 500);
  });

  test('is none where the hash is an anchor', async () => {
    for (const hash of ['', '#', '#keyboard', '#rule-1.x']) {
      assert.equal(await readLink(hash), undefined, hash);
    }
  });

  const cases: [name: string, hash: string, problem: RegExp][] = [
    ['a later version', '#2.abc', /version 2.*version 1/],
    [
      'one that is cut off',
      packed(Buffer.from('services: []\n'.repeat(50))).slice(0, -6),
      /cut off/,
    ],
    ['one with strange characters', '#1.%%%', /damaged/],
    ['one of nothing', '#1.', /damaged/],
    ['one that is no text', packed(Uint8Array.of(0xff, 0xfe, 0xc0)), /damaged/],
    ['one that blows up', packed(Buffer.alloc(20_000_000)), /larger than any/],
  ];
  for (const [name, hash, problem] of cases) {
    test(`says what is wrong with ${name}`, async () => {
      const shared = await readLink(hash);
      assert.ok(shared && 'problem' in shared, JSON.stringify(shared));
      assert.match(shared.problem, problem);
    });
  }
});
