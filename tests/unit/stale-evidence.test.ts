import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { suite } from 'node:test';
import {
  type Evidence,
  type RehearsalPlan,
  readEvidence,
  staleEvidence,
  writeEvidence,
} from '../../src/rehearsal/evidence.ts';
import { folderOf } from './cli.ts';
import { rehearsed } from './rehearsed.ts';

suite('evidence that is stale', () => {
  const files = {
    'examples/mail/render.yaml': 'services: []\n',
    'examples/mail/worker.js': '1;\n',
  };
  const mail = () => {
    const folder = folderOf(files);
    rehearsed(folder, 'mail', ['deploy', 'crash']);
    return folder;
  };

  test('what was rehearsed as it is: nothing to say', () => {
    assert.deepEqual(staleEvidence(mail()), []);
    assert.deepEqual(staleEvidence(folderOf({})), []);
  });

  test('a file of the example changed, or came', () => {
    const sentence =
      'examples/mail has changed since it was rehearsed. Run: npm run rehearse -- mail --record';
    for (const path of ['worker.js', 'default/worker.js']) {
      const folder = mail();
      mkdirSync(dirname(join(folder, 'examples/mail', path)), { recursive: true });
      writeFileSync(join(folder, 'examples/mail', path), '{}\n');
      assert.deepEqual(staleEvidence(folder), [sentence], path);
    }
  });

  test('what does not change how it runs may change', () => {
    const folder = mail();
    writeFileSync(join(folder, 'examples/mail/README.md'), '# Mail\n');
    for (const made of ['node_modules', 'dist', '.next']) {
      mkdirSync(join(folder, 'examples/mail', made));
      writeFileSync(join(folder, 'examples/mail', made, 'x.js'), '1;\n');
    }
    assert.deepEqual(staleEvidence(folder), []);
  });

  test('never rehearsed, and no plan to do it by', () => {
    const folder = mail();
    rmSync(join(folder, 'src/content/evidence/mail.json'));
    assert.deepEqual(staleEvidence(folder), [
      'examples/mail was never rehearsed. Run: npm run rehearse -- mail --record',
    ]);
    rmSync(join(folder, 'examples/mail/rehearsal.json'));
    const [message, ...others] = staleEvidence(folder);
    assert.match(message ?? '', /^examples\/mail has no rehearsal\.json, .*--record$/);
    assert.deepEqual(others, []);
  });

  test('a scenario of the plan that was not played', () => {
    const folder = mail();
    const evidence = readEvidence(folder, 'mail') as Evidence;
    evidence.forms.default.scenarios.pop();
    writeEvidence(folder, evidence);
    assert.deepEqual(staleEvidence(folder), [
      'examples/mail (default) was not rehearsed in `crash`. Run: npm run rehearse -- mail --record --form default --scenario crash',
    ]);
  });

  test('a scenario of which the plan says something else by now', () => {
    const folder = mail();
    const path = join(folder, 'examples/mail/rehearsal.json');
    const plan = JSON.parse(readFileSync(path, 'utf8')) as RehearsalPlan;
    plan.forms.recommended['deploy'] = { wait: 60, repeat: 3 };
    plan.forms.default['crash'] = { wait: 60, set: { RESCUE: '60' } };
    writeFileSync(path, JSON.stringify(plan));
    assert.deepEqual(staleEvidence(folder), [
      'examples/mail (recommended) was rehearsed in `deploy` by another plan. Run: npm run rehearse -- mail --record --form recommended --scenario deploy',
      'examples/mail (default) was rehearsed in `crash` by another plan. Run: npm run rehearse -- mail --record --form default --scenario crash',
    ]);
  });

  test('a form that an example does not have', () => {
    const folder = mail();
    const path = join(folder, 'examples/mail/rehearsal.json');
    const plan = JSON.parse(readFileSync(path, 'utf8')) as RehearsalPlan;
    const { default: _, ...forms } = plan.forms;
    writeFileSync(path, JSON.stringify({ ...plan, forms }));
    assert.deepEqual(staleEvidence(folder), []);
    writeFileSync(path, JSON.stringify({ framework: 'Mail' }));
    assert.deepEqual(staleEvidence(folder), [
      'examples/mail is to be rehearsed in no scenario. Name some in its rehearsal.json, or say in `notRehearsed` why there are none.',
    ]);
  });

  test('an example that cannot be rehearsed says why, and has no numbers', () => {
    const folder = mail();
    const path = join(folder, 'examples/mail/rehearsal.json');
    writeFileSync(path, JSON.stringify({ framework: 'Mail', notRehearsed: 'It is a container.' }));
    assert.deepEqual(staleEvidence(folder), [
      'examples/mail says why it is not rehearsed, and yet there is src/content/evidence/mail.json.',
    ]);
    rmSync(join(folder, 'src/content/evidence/mail.json'));
    assert.deepEqual(staleEvidence(folder), []);
  });

  test('a long job of another length', () => {
    const folder = mail();
    const path = join(folder, 'examples/mail/rehearsal.json');
    const plan = JSON.parse(readFileSync(path, 'utf8')) as RehearsalPlan;
    const evidence = readEvidence(folder, 'mail') as Evidence;
    const [deploy] = evidence.forms.recommended.scenarios;
    assert.ok(deploy);
    evidence.forms.recommended.scenarios.push({
      ...deploy,
      scenario: 'long-job',
      longJob: { seconds: 1500, deploys: 10, runs: 11, redone: 0 },
    });
    writeEvidence(folder, evidence);
    const stale = (long: RehearsalPlan['forms']['recommended'][string]) => {
      plan.forms.recommended['long-job'] = long;
      writeFileSync(path, JSON.stringify(plan));
      return staleEvidence(folder);
    };
    assert.deepEqual(stale({ wait: 60, seconds: 1500, deploys: 10 }), []);
    for (const other of [{ wait: 60 }, { wait: 60, seconds: 1500, deploys: 9 }]) {
      assert.match(stale(other)[0] ?? '', /rehearsed in `long-job` by another plan/);
    }
  });

  test('of an example that is gone', () => {
    const folder = mail();
    rmSync(join(folder, 'examples/mail'), { recursive: true });
    assert.deepEqual(staleEvidence(folder), [
      'src/content/evidence/mail.json belongs to no example. Delete it.',
    ]);
  });
});
