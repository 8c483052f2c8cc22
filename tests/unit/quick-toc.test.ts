import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { quickToc } from '../../src/plugins/quick-toc.ts';

const { filter, handler } = quickToc().transform;
const beside = import.meta.resolve('@astrojs/starlight/style/markdown.css');
const path = '../components-internals/TableOfContents/starlight-toc.js';
const installed = new URL(path, beside);

test("Starlight's table of contents asks us for what it observes", () => {
  assert.ok(filter.id.test(installed.pathname), installed.pathname);
  const { code } = handler(readFileSync(installed, 'utf8'));
  assert.match(code, /^import \{ tocTargets \} from "\/src\/components\/toc-targets\.ts";\n/);
  assert.match(code, /const toObserve = tocTargets\(this\.tocHeadingSelector\);/);
  assert.ok(!code.includes(':not(:has('));
});

test('a table of contents that looks in another way fails the build', () => {
  assert.throws(
    () => handler('const toObserve = document.querySelectorAll("main *")'),
    /in another way now.*delete src\/plugins\/quick-toc\.ts/,
  );
});
