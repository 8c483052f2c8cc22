import { checkBlueprint, type Place, parseBlueprint, type Severity } from '../blueprint/index.ts';
import { type Composed, compose } from './compose.ts';

/** A finding of the engine in a fence, with its place in the fence's own lines. */
export interface FenceDiagnostic {
  rule: string;
  severity: Severity;
  message: string;
  /** Absent where the finding is in the Blueprint around a fragment. */
  range: { start: Place; end: Place } | undefined;
}

/**
 * Checks a whole Blueprint, or a fragment in the place where it belongs.
 *
 * @param place where a fragment goes; absent for a whole Blueprint
 * @param hostText the Blueprint around a fragment, if it names one
 * @throws {CannotCompose} if the fragment does not fit its place
 */
export function diagnose(code: string, place?: string, hostText?: string): FenceDiagnostic[] {
  const composed = composedOf(code, place, hostText);
  if (!composed) return checkBlueprint(code).diagnostics;
  return checkBlueprint(composed.text).diagnostics.map(({ rule, severity, message, range }) => {
    const start = composed.toFragment(range.start);
    const end = composed.toFragment(range.end) ?? start;
    return { rule, severity, message, range: start && end ? { start, end } : undefined };
  });
}

/**
 * The Blueprint that a fragment is checked in.
 *
 * @returns undefined for what is checked by itself: a whole Blueprint, or what is no YAML and so
 *   cannot be put anywhere
 * @throws {CannotCompose} if the fragment does not fit its place
 */
export function composedOf(code: string, place?: string, hostText?: string): Composed | undefined {
  if (place === undefined || parseBlueprint(code).diagnostics.length > 0) return undefined;
  return compose(code, place, hostText);
}
