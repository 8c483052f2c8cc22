import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What cleans up: a shell of its own that is told of everything that was started. It acts when its
 * input ends, and that happens however this process ends, SIGKILL included.
 */
const reaper = `
trap '' INT TERM HUP QUIT PIPE
groups= servers= folder=
while read -r kind value signal; do
  case $kind in
    group) groups="$groups $value" ;;
    server) servers="$servers $value:$signal" ;;
    gone) kept=; for server in $servers; do
        if [ "\${server%:*}" != "$value" ]; then kept="$kept $server"; fi
      done; servers=$kept ;;
    folder) folder=$value ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
for server in $servers; do kill "-\${server#*:}" "\${server%:*}"; done
# Longer than PostgreSQL gives its own children after QUIT.
for tenth in $(seq 70); do
  running=
  for server in $servers; do
    case $(ps -o stat= -p "\${server%:*}") in ''|Z*) ;; *) running=yes ;; esac
  done
  if [ -z "$running" ]; then break; fi
  sleep 0.1
done
for server in $servers; do kill -s KILL -- "-\${server%:*}"; done
# What made a session of its own, as daemons do, still has the mark in its environment.
for process in /proc/[0-9]*; do
  if [ -r "$process/environ" ] && tr '\\0' '\\n' <"$process/environ" | grep -qxF "REHEARSAL=$folder"; then
    kill -KILL "\${process#/proc/}"
  fi
done
if [ -n "$folder" ]; then rm -rf -- "$folder" || { sleep 0.5; rm -rf -- "$folder"; }; fi
`;

/** One rehearsal's folder and processes. Nothing of it is left when this process ends, however it ends. */
export class Session {
  /** Where everything is kept that the rehearsal writes. */
  readonly folder: string;
  readonly #reaper: ChildProcess;
  readonly #gone: Promise<void>;
  readonly #start = performance.now();
  readonly #deferred: (() => void)[] = [];
  #isClosing = false;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'render-workers-rehearsal-'));
    this.#reaper = spawn('sh', ['-c', reaper], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#gone = new Promise((resolve) => this.#reaper.once('exit', () => resolve()));
    // Its end is awaited in close(); until then it must not keep this process alive.
    this.#reaper.unref();
    this.#tell('folder', this.folder);
  }

  /** Seconds since the rehearsal began. */
  now(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** What marks a process as one of this rehearsal's. */
  get mark(): Record<string, string> {
    return { REHEARSAL: this.folder };
  }

  /** Whether the end has come, so that nothing may be started any more. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Something to do at the end, before the processes go, such as leaving a server. */
  defer(action: () => void): void {
    this.#deferred.push(action);
  }

  /** A process whose whole group is killed at the end. */
  registerGroup(pid: number): void {
    this.#tell('group', String(pid));
  }

  /**
   * A server that is told to stop before it is killed, so that it leaves no shared memory.
   *
   * @param signal what tells it, without `SIG`
   */
  registerServer(pid: number, signal: string): void {
    this.#tell('server', `${pid} ${signal}`);
  }

  /** A server that has ended: its process id may be somebody else's soon. */
  forgetServer(pid: number): void {
    this.#tell('gone', String(pid));
  }

  /** Stops all that is left and removes the folder. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const action of this.#deferred.splice(0)) action();
    this.#reaper.ref();
    this.#reaper.stdin?.end();
    await this.#gone;
  }

  #tell(kind: string, value: string): void {
    // What ends now is known to it already.
    if (!this.#isClosing) this.#reaper.stdin?.write(`${kind} ${value}\n`);
  }
}
