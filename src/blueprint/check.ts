import { readOldNames } from './accepted.ts';
import { catalog } from './catalog.ts';
import { compareDiagnostics, type Diagnostic } from './diagnostic.ts';
import { withoutSharedFixes } from './fixes.ts';
import { applyIgnores } from './ignores.ts';
import { plainRange } from './lines.ts';
import { readModel } from './model.ts';
import { parseBlueprint } from './parse.ts';
import { withoutRepeats } from './repeats.ts';
import { rules } from './rules/index.ts';
import { concealSecrets } from './secrets.ts';
import { validate } from './validate.ts';

/** What Render's schema says of a file, before any rule of ours. */
export type SchemaVerdict = 'valid' | 'invalid' | 'yaml-error';

/** All that was found in one Blueprint, in the order of the text. */
export interface CheckResult {
  schema: SchemaVerdict;
  diagnostics: Diagnostic[];
}

const ids = new Set(catalog.map(({ id }) => id));

/**
 * Checks one Blueprint: reads the YAML, holds it against the schema, then against the rules, and
 * leaves out what its own comments ask to ignore. Never throws on bad input.
 *
 * @param text the whole file, as decoded text
 */
export function checkBlueprint(text: string): CheckResult {
  const parsed = parseBlueprint(text);
  const { tree } = parsed;
  if (!tree || parsed.diagnostics.length > 0) {
    return { schema: 'yaml-error', diagnostics: inOrder(parsed.diagnostics) };
  }
  readOldNames(tree);
  const schemaFindings = validate(tree, text);
  const found: Diagnostic[] = [...schemaFindings];
  const refused = new Set(schemaFindings.map(({ range }) => range.start.offset));
  const blueprint = readModel(tree);
  for (const rule of rules) {
    rule.check({
      blueprint,
      tree,
      source: text,
      isRefused: ({ range }) => refused.has(range.start.offset),
      report: ({ range, message, related = [], fixes = [] }) => {
        found.push({
          rule: rule.id,
          severity: rule.severity,
          message,
          range,
          related,
          fixes: fixes.filter((fix) => fix !== undefined),
        });
      },
    });
  }
  const once = withoutSharedFixes(withoutRepeats(found, text, blueprint), text, tree);
  return {
    schema: schemaFindings.length > 0 ? 'invalid' : 'valid',
    diagnostics: inOrder(applyIgnores(text, once, ids, parsed.range)),
  };
}

/** In the order of the text, with ranges that can be compared and copied, and without secrets. */
function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const plain = diagnostics.map((diagnostic) => ({
    ...diagnostic,
    // A key or a name may be one, too.
    message: concealSecrets(diagnostic.message),
    range: plainRange(diagnostic.range),
    related: diagnostic.related.map(({ label, range }) => ({
      label: concealSecrets(label),
      range: plainRange(range),
    })),
  }));
  return plain.sort(compareDiagnostics);
}
