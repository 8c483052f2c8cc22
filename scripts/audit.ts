/**
 * Asks the npm registry which versions in the lock file have known holes. Anything fails that is installed
 * with the package; of the rest, which only builds and tests, what is `high` or `critical`.
 *
 *   node scripts/audit.ts [--root DIR]
 *
 * Exit codes: 0 none, 1 some, 2 usage, or the registry does not answer.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;

interface Vulnerability {
  name: string;
  severity: (typeof severities)[number];
  /** Advisories, and names of the packages from which it comes. */
  via: (string | { title: string; url: string; range: string })[];
  fixAvailable: boolean | { name: string; version: string; isSemVerMajor: boolean };
}

class NoAnswer extends Error {}

/** @throws {NoAnswer} if npm cannot tell */
function audit(root: string, ...args: string[]): Vulnerability[] {
  const { stdout, stderr, error } = spawnSync('npm', ['audit', '--json', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    shell: process.platform === 'win32',
  });
  if (error) throw new NoAnswer(error.message);
  let report: { vulnerabilities?: Record<string, Vulnerability>; message?: string };
  try {
    report = JSON.parse(stdout);
  } catch {
    throw new NoAnswer(stderr.trim() || 'npm audit printed nothing');
  }
  if (!report.vulnerabilities) throw new NoAnswer(report.message ?? stdout.trim());
  return Object.values(report.vulnerabilities);
}

function describe({ name, severity, via, fixAvailable }: Vulnerability, where: string): string {
  const reasons = via.map((reason) =>
    typeof reason === 'string'
      ? `by \`${reason}\``
      : `${reason.title} (${reason.range}) ${reason.url}`,
  );
  return `package-lock.json: \`${name}\`, ${where}: ${severity}: ${reasons.join('; ')}\n  ${whatToDo(name, fixAvailable)}`;
}

function whatToDo(name: string, fix: Vulnerability['fixAvailable']): string {
  if (fix === false)
    return `No fix is released. See whether the hole is in reach here, and whether \`${name}\` can go: docs/dependencies.md says what for it is.`;
  if (fix === true) return `\`npm update ${name}\` takes the version that mends it.`;
  const major = fix.isSemVerMajor ? ', a new major version: read its changes' : '';
  return `\`npm install --save-exact ${fix.name}@${fix.version}\` mends it${major}.`;
}

function main(): number {
  let root: string;
  try {
    const { values } = parseArgs({ options: { root: { type: 'string' } } });
    root = values.root ?? join(import.meta.dirname, '..');
  } catch (error) {
    console.error(`${(error as Error).message}\nusage: npm run audit`);
    return 2;
  }
  try {
    const shipped = audit(root, '--omit=dev');
    const names = new Set(shipped.map(({ name }) => name));
    const rest = audit(root).filter(({ name }) => !names.has(name));
    const isGrave = ({ severity }: Vulnerability) => severities.indexOf(severity) >= 3;
    const grave = rest.filter(isGrave);
    for (const found of shipped) console.error(describe(found, 'installed with the package'));
    for (const found of grave) console.error(describe(found, 'for building and testing'));
    for (const found of rest.filter((one) => !isGrave(one))) {
      console.log(`Known, and no failure: ${describe(found, 'for building and testing')}`);
    }
    const count = shipped.length + grave.length;
    console.log(
      `audit: ${shipped.length} with the package, ${grave.length} high or critical for building and testing, ${rest.length - grave.length} lesser`,
    );
    return count === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    console.error(
      `Nothing is known: the npm registry did not answer the audit. It said: ${error.message}\nRun \`npm run audit\` where npm's own registry is in reach (\`npm config get registry\` says which one is asked; mirrors often have no audit).`,
    );
    return 2;
  }
}

process.exitCode = main();
