import { catalog } from '../catalog.ts';
import { docsUrl } from '../diagnostic.ts';
import { Lines } from '../lines.ts';
import { type JsonRange, rangeOf } from './json.ts';
import type { FileReport } from './report.ts';

/**
 * The findings of a run as a SARIF 2.1.0 log, which code scanning services read.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 *
 * @param toolVersion the version of this package
 */
export function toSarif(reports: readonly FileReport[], toolVersion: string) {
  const indexOf = new Map(catalog.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'render-workers',
            version: toolVersion,
            informationUri: 'https://render-workers.onrender.com/guides/checking/',
            rules: catalog.map(({ id, severity, summary, why }) => ({
              id,
              shortDescription: { text: summary },
              fullDescription: { text: `${summary} ${why}` },
              help: { text: `${why} ${docsUrl(id)}` },
              helpUri: docsUrl(id),
              defaultConfiguration: { level: severity },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: reports.map(({ path }) => ({ location: { uri: toUri(path) } })),
        results: reports.flatMap((report) => resultsOf(report, indexOf)),
      },
    ],
  };
}

function resultsOf(
  { path, source, diagnostics }: FileReport,
  indexOf: ReadonlyMap<string, number>,
) {
  const artifactLocation = { uri: toUri(path) };
  const at = (range: JsonRange) => ({ artifactLocation, region: regionOf(range) });
  const lines = new Lines(source);
  return diagnostics.map(({ rule, severity, message, range, related, fixes }) => ({
    ruleId: rule,
    ruleIndex: indexOf.get(rule) ?? -1,
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation: at(rangeOf(range.start, range.end)) }],
    relatedLocations: related.map(({ label, range }, id) => ({
      id,
      message: { text: label },
      physicalLocation: at(rangeOf(range.start, range.end)),
    })),
    fixes: fixes.map(({ title, edits }) => ({
      description: { text: title },
      artifactChanges: [
        {
          artifactLocation,
          replacements: edits.map(({ start, end, text }) => ({
            deletedRegion: regionOf(rangeOf(lines.position(start), lines.position(end))),
            insertedContent: { text },
          })),
        },
      ],
    })),
  }));
}

function regionOf({ line, column, endLine, endColumn }: JsonRange) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A path as a URI reference; a Windows drive becomes a `file:` URL. */
function toUri(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const encoded = slashed.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(slashed)) return `file:///${encoded.replace('%3A', ':')}`;
  return slashed.startsWith('/') ? `file://${encoded}` : encoded;
}
