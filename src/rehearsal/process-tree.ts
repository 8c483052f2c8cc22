import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One line of `ps`. */
interface Row {
  pid: number;
  parent: number;
  group: number;
  /** Kilobytes. */
  resident: number;
}

/**
 * The processes of a group, and what descends from its leader.
 *
 * @param leader the process id of the leader, which is also the group's
 */
export function treeOf(leader: number): { pids: number[]; megabytes: number } {
  const rows = list();
  const members = new Set(rows.filter(({ group }) => group === leader).map(({ pid }) => pid));
  for (let grew = true; grew; ) {
    grew = false;
    for (const { pid, parent } of rows) {
      if (!members.has(pid) && (members.has(parent) || pid === leader)) {
        members.add(pid);
        grew = true;
      }
    }
  }
  const own = rows.filter(({ pid }) => members.has(pid));
  return { pids: own.map(({ pid }) => pid), megabytes: residentOf(own) / 1024 };
}

/**
 * Kilobytes of a tree. Forked processes share pages and a container holds each page once, so Linux is
 * asked for what is a process's own, with what is shared counted in parts; programs and libraries, which
 * come from files, count once, as the most that one process has of them. Elsewhere it is the plain sum.
 */
function residentOf(rows: readonly Row[]): number {
  let anonymous = 0;
  let files = 0;
  for (const { pid, resident } of rows) {
    const own = rollupOf(pid);
    anonymous += own?.sharedAnonymous ?? resident;
    if (own) files = Math.max(files, own.resident - own.anonymous);
  }
  return anonymous + files;
}

function list(): Row[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,rss='], {
    encoding: 'utf8',
  });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [pid, parent, group, state, resident] = line.trim().split(/\s+/);
    // A zombie is over; its parent has not looked yet.
    if (!pid || state?.startsWith('Z')) return [];
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        resident: Number(resident),
      },
    ];
  });
}

/** What Linux tells of a process, in kilobytes. */
function rollupOf(
  pid: number,
): { resident: number; anonymous: number; sharedAnonymous: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const field = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]);
    const found = {
      resident: field('Rss'),
      anonymous: field('Anonymous'),
      sharedAnonymous: field('Pss_Anon'),
    };
    return Object.values(found).some(Number.isNaN) ? undefined : found;
  } catch {
    return undefined;
  }
}
