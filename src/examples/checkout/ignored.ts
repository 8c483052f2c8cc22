import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** What the `.gitignore` of one folder says, asked with paths below that folder. */
interface Rules {
  /** From the root, with a slash at the end; empty for the root itself. */
  prefix: string;
  rules: Ignore;
}

/**
 * Whether git leaves a path out, by every `.gitignore` between the root and the path.
 *
 * @param root a checkout, which needs no `.git`
 * @returns a function that takes a path below the root, with a slash at the end of a folder's
 */
export function ignoredIn(root: string): (path: string) => boolean {
  const known = new Map<string, Rules[]>();

  const rulesOf = (prefix: string): Rules[] => {
    const before = known.get(prefix);
    if (before) return before;
    const own = readRules(root, prefix);
    const above = prefix === '' ? [] : rulesOf(parentOf(prefix));
    const all = own ? [own, ...above] : above;
    known.set(prefix, all);
    return all;
  };

  return (path) => {
    // The nearest file that says anything decides, as in git.
    for (const { prefix, rules } of rulesOf(parentOf(path))) {
      const { ignored, unignored } = rules.test(path.slice(prefix.length));
      if (ignored || unignored) return ignored;
    }
    return false;
  };
}

function readRules(root: string, prefix: string): Rules | undefined {
  try {
    const text = readFileSync(join(root, prefix, '.gitignore'), 'utf8');
    return { prefix, rules: ignore().add(text) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `a/b/` for both `a/b/c` and `a/b/c/`. */
function parentOf(path: string): string {
  return path.replace(/[^/]+\/?$/, '');
}
