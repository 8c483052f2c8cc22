import { classify } from './classify.ts';
import { composedOf } from './diagnose.ts';
import { withoutRegions } from './example.ts';
import type { Fence } from './fence.ts';

/**
 * The whole Blueprint that a `yaml` fence shows or is a piece of: what can be checked by itself.
 *
 * @param readExample gives the text of a file under `examples/`, or undefined if there is none
 * @returns undefined for a fence that is no Blueprint, or shows a piece of a file that is not there
 * @throws {CannotCompose} if a fragment does not fit its place
 */
export function wholeBlueprint(
  { meta, code }: Pick<Fence, 'meta' | 'code'>,
  readExample: (path: string) => string | undefined,
): string | undefined {
  const found = classify({ meta });
  switch (found.class) {
    case 'blueprint':
      return code;
    case 'example': {
      const [path = '', piece] = found.target.split('#', 2);
      if (!path.endsWith('render.yaml')) return undefined;
      if (piece === undefined) return code;
      const text = readExample(path);
      return text === undefined ? undefined : withoutRegions(text);
    }
    case 'fragment':
    case 'invalid': {
      const host = found.host === undefined ? undefined : readExample(found.host);
      return composedOf(code, found.place, host)?.text ?? code;
    }
    default:
      return undefined;
  }
}
