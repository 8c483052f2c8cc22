import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../../src/rehearsal/ports.ts';

const root = join(import.meta.dirname, '../..');

export interface Site {
  /** The address that `npm start` printed, without a slash at its end. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Runs what `npm start` runs and waits for the address in its output.
 *
 * @throws if the server stops or says nothing within 60 seconds; the message holds its output
 */
export async function startSite(): Promise<Site> {
  const port = await freePort();
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'scripts', 'start.ts'), '--port', String(port)],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`npm start ${why}:\n${output}`));
    const timer = setTimeout(() => fail('printed no address within 60 s'), 60_000);
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address) {
        clearTimeout(timer);
        resolve(address);
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(`stopped with exit code ${code}`));
  });
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
