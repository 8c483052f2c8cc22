import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { scriptsOfAllPages } from '../../src/plugins/one-script.ts';

const idOf = (component: string) =>
  `/home/node_modules/starlight/components/${component}.astro?astro&type=script&index=0&lang.ts`;
const all = '\0scripts-of-all-pages';

/** A file as Vite gives it; those that are not asked for by pages have a name alone. */
const chunk = (fileName: string, code: string, about: { name?: string; asked?: string } = {}) => ({
  type: 'chunk',
  fileName,
  code,
  ...(about.name === undefined ? {} : { name: about.name }),
  facadeModuleId: about.asked ?? null,
});
const entry = (code: string) =>
  chunk('_astro/page.A1.js', code, { asked: 'astro:scripts/page.js' });
const whole = () =>
  chunk('_astro/everywhere.B2.js', 'search();export{element as e};', { name: 'everywhere' });

suite('the scripts of all pages', () => {
  test('are imported by one, under names of their own, and are empty where their component stands', () => {
    const plugin = scriptsOfAllPages();
    plugin.options({ input: ['astro:scripts/page.js', idOf('ThemeSelect'), idOf('Builder')] });
    assert.equal(
      plugin.load.handler(all),
      `import "${idOf('ThemeSelect').replace('&lang', '&within&lang')}";`,
    );
    assert.equal(plugin.load.handler(idOf('ThemeSelect')), '');
    assert.equal(plugin.load.handler(idOf('Builder')), undefined);
    assert.equal(
      plugin.load.handler(idOf('ThemeSelect').replace('&lang', '&within&lang')),
      undefined,
    );
  });

  test('are in the file that pages ask for, which others import from', () => {
    const bundle = {
      entry: entry('import"./everywhere.B2.js";\n'),
      '_astro/everywhere.B2.js': whole(),
      builder: chunk('_astro/Builder.C3.js', 'import{e}from"./everywhere.B2.js";'),
      style: { type: 'asset', fileName: '_astro/style.css' },
    };
    scriptsOfAllPages().generateBundle.handler({}, bundle);
    assert.deepEqual(Object.keys(bundle), ['entry', 'builder', 'style']);
    assert.equal(bundle.entry.code, 'search();export{element as e};');
    assert.equal(bundle.builder.code, 'import{e}from"./page.A1.js";');
  });

  test('are not joined with what would be lost', () => {
    const { handler } = scriptsOfAllPages().generateBundle;
    const more = { entry: entry('import"./everywhere.B2.js";more();'), whole: whole() };
    assert.throws(() => handler({}, more), /page\.A1\.js has more in it than everywhere\.B2\.js/);
    assert.throws(() => handler({}, { whole: whole() }), /there are no scripts of all pages/);
  });
});
