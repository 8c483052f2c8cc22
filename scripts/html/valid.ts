import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { type Allowance, allowed as allowances, config } from './config.ts';
import type { Finding } from './finding.ts';

/**
 * Holds pages against the HTML standard and the recommended rules of html-validate.
 *
 * @param pages the HTML of each page by its path
 * @param allowed complaints to leave out
 * @returns what is wrong, and an entry for each allowance that left nothing out
 */
export function invalidHtml(
  pages: ReadonlyMap<string, string>,
  allowed: readonly Allowance[] = allowances,
): Finding[] {
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  const unused = new Set(allowed);
  const findings: Finding[] = [];
  for (const [path, html] of pages) {
    const { results } = validator.validateStringSync(html, path);
    for (const { ruleId, message, line, column, selector, ruleUrl } of results.flatMap(
      ({ messages }) => messages,
    )) {
      const allowance = allowed.find(
        (entry) => entry.rule === ruleId && selector?.endsWith(entry.selector),
      );
      if (allowance) {
        unused.delete(allowance);
        continue;
      }
      const where = selector ? ` at \`${selector}\`` : '';
      findings.push({
        path,
        line,
        column,
        message: `${message}${where}. ${ruleUrl ?? ''}`.trim(),
        rule: ruleId,
      });
    }
  }
  for (const { rule, selector } of unused) {
    findings.push({
      path: 'scripts/html/config.ts',
      message: `No page needs the allowance for ${rule} at \`${selector}\`. Delete it.`,
      rule: 'unused-allowance',
    });
  }
  return findings;
}
