/** The Blueprint engine: text in, findings out. It reads no file and needs neither Node nor a browser. */
export { type CatalogEntry, catalog } from './catalog.ts';
export { type CheckResult, checkBlueprint, type SchemaVerdict } from './check.ts';
export { type Completion, type Completions, completionsAt } from './complete.ts';
export {
  compareDiagnostics,
  type Diagnostic,
  docsPath,
  docsUrl,
  type Edit,
  type Fix,
  type Position,
  type Range,
  type RelatedLocation,
  type Severity,
} from './diagnostic.ts';
export { fixAll } from './fix-all.ts';
export { applyFixes, type Fixed } from './fixes.ts';
export { formatFinding, type Place, type Printable } from './format.ts';
export { type Hover, hoverAt } from './hover.ts';
export { type Blueprint, brokers, type Reference, type Resource, readModel } from './model.ts';
export { type ParsedBlueprint, parseBlueprint } from './parse.ts';
export { blueprintSchema } from './schema/index.ts';
export type { BlueprintFile } from './schema/types.ts';
export {
  entryOf,
  fieldOf,
  itemsOf,
  type Mapping,
  numberOf,
  stringOf,
  type Tree,
  toData,
} from './tree.ts';
