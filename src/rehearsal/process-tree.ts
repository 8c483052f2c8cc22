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
  const kilobytes = own.reduce((sum, row) => sum + (proportional(row.pid) ?? row.resident), 0);
  return { pids: own.map(({ pid }) => pid), megabytes: kilobytes / 1024 };
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

/** Kilobytes with what forked processes share counted once, where Linux tells. */
function proportional(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const found = /^Pss:\s+(\d+) kB$/m.exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
