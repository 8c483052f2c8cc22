import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import test, { suite } from 'node:test';
import ts from 'typescript';
import { root } from './cli.ts';

/** What runs a text as a program, or sends it somewhere. */
const globals = new Set([
  ...['eval', 'Function', 'importScripts', 'execScript'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'RTCPeerConnection', 'WebTransport'],
]);
const methods = new Set(['sendBeacon', 'insertAdjacentHTML']);
const markup = new Set(['innerHTML', 'outerHTML', 'srcdoc']);
const modules =
  /^(?:node:)?(?:child_process|cluster|worker_threads|vm|inspector|repl|net|tls|dgram|dns|http|https|http2)(?:\/|$)/;

/** The same where it is harmless, with the reason. */
const allowed: Record<string, readonly string[]> = {
  'src/playground/playground.ts': [
    // The samples of the site; nothing of the text that is edited is in the address.
    "fetch(onSite('/playground/samples.json'))",
    // What the engine drew, with every name of the file escaped: tests/unit/topology-svg.test.ts.
    'innerHTML = picture.markup',
  ],
  'src/components/builder/make.ts': [
    // The files of the framework that was chosen from the list.
    'fetch(onSite(exampleFilesPath(framework)))',
  ],
};

/** What in a module could run its input or send it. */
function dangersIn(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const say = (node: ts.Node) => found.push(node.getText(source).replace(/\s+/g, ' '));
  const visit = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) &&
      modules.test((node.moduleSpecifier as ts.StringLiteral).text)
    ) {
      say(node);
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const { expression } = node;
      const isGlobal = ts.isIdentifier(expression) && globals.has(expression.text);
      const isMethod =
        ts.isPropertyAccessExpression(expression) &&
        (methods.has(expression.name.text) ||
          globals.has(expression.name.text) ||
          /^document\.write(?:ln)?$/.test(expression.getText(source)));
      // A module whose name is computed could be one of the input's.
      const [name] = node.arguments ?? [];
      const isOpenImport =
        expression.kind === ts.SyntaxKind.ImportKeyword && (!name || !ts.isStringLiteral(name));
      if (isGlobal || isMethod || isOpenImport) say(node);
    }
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      markup.has(node.left.name.text)
    ) {
      found.push(`${node.left.name.text} = ${node.right.getText(source)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((line) => !allowed[path]?.includes(line));
}

/** A module and all of ours that it imports, now or later; types are gone when it runs. */
function reached(entries: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    const text = readFileSync(join(root, path), 'utf8');
    found.set(path, text);
    const values = text.replace(/^import type .*?;$/gms, '');
    for (const { fileName } of ts.preProcessFile(values).importedFiles) {
      if (fileName.startsWith('.') && fileName.endsWith('.ts'))
        visit(posix.join(dirname(path).replaceAll('\\', '/'), fileName));
    }
  };
  entries.forEach(visit);
  return found;
}

suite('a text that is given to a tool is never run and never sent', () => {
  const tools = {
    'check, graph, rules and new': ['check', 'graph', 'rules', 'new'].map(
      (name) => `src/cli/${name}.ts`,
    ),
    'the playground': ['src/playground/playground.ts', 'src/playground/worker.ts'],
    'the builder': ['src/components/builder/start.ts', 'src/components/builder/worker.ts'],
    'the search box': ['src/search/engine.ts'],
  };
  for (const [name, entries] of Object.entries(tools)) {
    test(name, () => {
      const files = reached(entries);
      assert.ok(files.size > 2, `${files.size} modules`);
      const dangers = [...files].flatMap(([path, text]) =>
        dangersIn(path, text).map((line) => `${path}: ${line}`),
      );
      assert.deepEqual(dangers, []);
    });
  }

  test('the engine is behind them', () => {
    assert.ok(reached(tools['the playground']).has('src/blueprint/check.ts'));
    assert.ok(reached(tools['check, graph, rules and new']).has('src/fences/read.ts'));
  });

  test('what is allowed is there', () => {
    for (const [path, lines] of Object.entries(allowed)) {
      const text = readFileSync(join(root, path), 'utf8');
      for (const line of lines) assert.ok(text.includes(line), `${path}: ${line}`);
    }
  });

  test('each way to do it is found', () => {
    for (const line of [
      "import { spawn } from 'node:child_process';",
      "import https from 'https';",
      'eval(text);',
      'new Function(text);',
      'globalThis.fetch(text);',
      'new XMLHttpRequest();',
      'navigator.sendBeacon(url, text);',
      'await import(text);',
      'element.innerHTML = text;',
      'document.write(text);',
    ]) {
      assert.equal(dangersIn('a.ts', line).length, 1, line);
    }
    const harmless =
      "const program = 'fetch(text)'; process.stdout.write(text); await import('./a.ts');";
    assert.deepEqual(dangersIn('a.ts', harmless), []);
  });
});
