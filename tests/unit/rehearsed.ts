import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, writeEvidence } from '../../src/rehearsal/evidence.ts';
import { deploy, worker } from './rehearsal-results.ts';

/** Gives an example a plan of these scenarios, and evidence that fits its files as they are now. */
export function rehearsed(root: string, example: string, scenarios: string[]): void {
  const plan = Object.fromEntries(scenarios.map((scenario) => [scenario, { wait: 60 }]));
  const folder = join(root, 'examples', example);
  const text = {
    framework: 'Mail',
    obtained: '',
    versions: {},
    forms: { recommended: plan, default: plan },
  };
  writeFileSync(join(folder, 'rehearsal.json'), JSON.stringify(text));
  const form = () => ({
    worker: { ...worker, name: example },
    overlap: 5,
    scenarios: scenarios.map((scenario) => ({
      ...deploy,
      scenario,
      date: '2026-11-25',
      runs: [{ lost: 0, twice: 0, killed: 0 }],
    })),
  });
  writeEvidence(root, {
    version: 1,
    example,
    framework: 'Mail',
    command: '',
    hash: hashOf(folder),
    machine: { platform: 'linux x64', cores: 2 },
    obtained: '',
    versions: {},
    forms: { recommended: form(), default: form() },
  });
}
