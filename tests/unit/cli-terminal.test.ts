import assert from 'node:assert/strict';
import test, { describe } from 'node:test';
import { paintOf, terminalOf } from '../../src/cli/terminal.ts';
import { folderOf, run, withError } from './cli.ts';

describe('terminals', () => {
  const tty = { isTTY: true, columns: 90 };
  test('colors: a terminal has them, a pipe not, NO_COLOR and FORCE_COLOR decide', () => {
    const colors = (stream: { isTTY?: boolean }, env: Record<string, string>) =>
      terminalOf(stream, env).colors;
    assert.equal(colors(tty, {}), true);
    assert.equal(colors({}, {}), false);
    assert.equal(colors({}, { CI: 'true', GITHUB_ACTIONS: 'true' }), false);
    assert.equal(colors(tty, { NO_COLOR: '1' }), false);
    assert.equal(colors(tty, { NO_COLOR: '' }), true);
    assert.equal(colors(tty, { TERM: 'dumb' }), false);
    assert.equal(colors({}, { FORCE_COLOR: '1' }), true);
    assert.equal(colors({}, { FORCE_COLOR: '' }), true);
    assert.equal(colors(tty, { FORCE_COLOR: '0' }), false);
  });

  test('links: only terminals that say they show them, never in CI', () => {
    const links = (stream: { isTTY?: boolean }, env: Record<string, string>) =>
      terminalOf(stream, env).links;
    assert.equal(links(tty, {}), false);
    assert.equal(links(tty, { TERM_PROGRAM: 'vscode' }), true);
    assert.equal(links(tty, { VTE_VERSION: '7600' }), true);
    assert.equal(links(tty, { VTE_VERSION: '4205' }), false);
    assert.equal(links(tty, { TERM_PROGRAM: 'vscode', CI: 'true' }), false);
    assert.equal(links({}, { TERM_PROGRAM: 'vscode' }), false);
    assert.equal(links(tty, { TERM_PROGRAM: 'vscode', FORCE_HYPERLINK: '0' }), false);
  });

  test('a link is the escape around its text, or nothing', () => {
    const link = (links: boolean) =>
      paintOf({ colors: false, links, width: 80 }).link('rule', 'https://a.test/');
    assert.equal(link(true), '\u001B]8;;https://a.test/\u001B\\rule\u001B]8;;\u001B\\');
    assert.equal(link(false), undefined);
  });

  test('width: the terminal’s own, or 120', () => {
    assert.equal(terminalOf(tty, {}).width, 90);
    assert.equal(terminalOf({}, {}).width, 120);
  });

  test('a pipe gets no escape, FORCE_COLOR puts colors in', () => {
    const folder = folderOf({ 'render.yaml': withError });
    assert.doesNotMatch(run(folder, ['check']).stdout, /\p{Cc}(?<!\n)/u);
    const forced = run(folder, ['check'], { env: { FORCE_COLOR: '1' } }).stdout;
    assert.ok(forced.includes('\u001B[31merror\u001B['));
  });
});
