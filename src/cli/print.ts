import { relative, resolve } from 'node:path';
import type { FileReport } from '../blueprint/formats/report.ts';
import type { Format } from './options.ts';

/**
 * Prints the findings of a run. Each format is loaded only if it is asked for.
 *
 * @param root the folder of this package, with a slash at the end
 */
export async function print(
  reports: readonly FileReport[],
  format: Format,
  stream: NodeJS.WriteStream,
  root: URL,
): Promise<void> {
  stream.write(await render(reports, format, stream, root));
}

async function render(
  reports: readonly FileReport[],
  format: Format,
  stream: NodeJS.WriteStream,
  root: URL,
): Promise<string> {
  switch (format) {
    case 'pretty': {
      const { toPretty } = await import('../blueprint/formats/pretty.ts');
      const { paintOf, terminalOf } = await import('./terminal.ts');
      const terminal = terminalOf(stream);
      return toPretty(reports, terminal.width, paintOf(terminal));
    }
    case 'json': {
      const { toJson } = await import('../blueprint/formats/json.ts');
      const { packageVersion } = await import('./version.ts');
      return `${JSON.stringify(toJson(reports, packageVersion(root)), null, 2)}\n`;
    }
    case 'sarif': {
      const { toSarif } = await import('../blueprint/formats/sarif.ts');
      const { packageVersion } = await import('./version.ts');
      return `${JSON.stringify(toSarif(fromWorkspace(reports), packageVersion(root)), null, 2)}\n`;
    }
    case 'github': {
      const { toGithub } = await import('../blueprint/formats/github.ts');
      return toGithub(fromWorkspace(reports));
    }
  }
}

/** GitHub reads paths from the root of the checkout, wherever the command runs in it. */
function fromWorkspace(reports: readonly FileReport[]): FileReport[] {
  const workspace = process.env['GITHUB_WORKSPACE'];
  return reports.map((report) => {
    if (!workspace || report.path.startsWith('<')) return report;
    const path = relative(workspace, resolve(report.path)).replaceAll('\\', '/');
    return path.startsWith('..') ? report : { ...report, path };
  });
}
