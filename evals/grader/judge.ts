import {
  type Blueprint,
  checkBlueprint,
  type Diagnostic,
  numberOf,
  parseBlueprint,
  type Resource,
  readModel,
  type Tree,
} from '../../src/blueprint/index.ts';
import { type Read, readWithin } from './answer.ts';
import { withoutComments } from './comments.ts';
import { fits, numeric, quoted } from './expected.ts';
import { at, leadsTo, optionOf, scalarOf, select, variableOf } from './resources.ts';
import type { Demand, Place, Which } from './scenario.ts';

/** What Render waits for where no delay is given. */
const DEFAULT_DELAY = 30;

/** An answer's Blueprint, read once for all checks. */
interface Draft {
  tree: Tree;
  blueprint: Blueprint;
  diagnostics: readonly Diagnostic[];
}

/** Judges demands on one answer. It reads files and runs nothing of what is in them. */
export class Judge {
  readonly #folder: string;
  readonly #start: string;
  readonly #draft: Draft | { problem: string };

  /**
   * @param folder the answer
   * @param start the files that the agent was given
   */
  constructor(folder: string, start: string) {
    this.#folder = folder;
    this.#start = start;
    this.#draft = draftOf(readWithin(folder, 'render.yaml'));
  }

  /** Why a demand is not met; undefined if it is. */
  fault(demand: Demand): string | undefined {
    switch (demand.kind) {
      case 'file':
        return this.#faultOfFile(demand);
      case 'unchanged': {
        const [now, before] = [this.#read(demand.path), readWithin(this.#start, demand.path)];
        if ('problem' in now) return now.problem;
        const isSame = 'text' in before && before.text === now.text;
        return isSame ? undefined : `\`${demand.path}\` is not as it was given.`;
      }
      case 'any': {
        const faults = demand.of.map((one) => this.fault(one));
        return faults.includes(undefined) ? undefined : faults.join(' Nor: ');
      }
      case 'all':
        return demand.of.map((one) => this.fault(one)).find((fault) => fault !== undefined);
      default:
        if ('problem' in this.#draft) return this.#draft.problem;
        return this.#faultOfBlueprint(demand, this.#draft);
    }
  }

  #read(path: string): Read {
    return readWithin(this.#folder, path);
  }

  #faultOfFile({ path, has = [], lacks = [] }: Demand & { kind: 'file' }): string | undefined {
    const read = this.#read(path);
    if ('problem' in read) return read.problem;
    const code = withoutComments(path, read.text);
    const absent = has.find((pattern) => !pattern.test(code));
    if (absent) return `\`${path}\` has nothing like ${absent}.`;
    const found = lacks.map((pattern) => pattern.exec(code)?.[0]).find(Boolean);
    return found === undefined ? undefined : `\`${path}\` has ${quoted(found)}.`;
  }

  #faultOfBlueprint(
    demand: Exclude<Demand, { kind: 'file' | 'unchanged' | 'any' | 'all' }>,
    { tree, blueprint, diagnostics }: Draft,
  ): string | undefined {
    switch (demand.kind) {
      case 'no-errors':
        return told(diagnostics.find(({ severity }) => severity === 'error'));
      case 'no-findings':
        return told(diagnostics.find(({ rule }) => demand.rules.includes(rule)));
      case 'exists':
        return select(blueprint, demand.which).length > 0 ? undefined : nothing(demand.which);
      case 'apart': {
        const [these, those] = [demand.these, demand.those].map((which) =>
          select(blueprint, which),
        );
        if (!these?.length) return nothing(demand.these);
        if (!those?.length) return nothing(demand.those);
        const common = these.find((resource) => those.includes(resource));
        return common && `\`${common.name}\` is both.`;
      }
      case 'value': {
        const holders =
          demand.of === 'file'
            ? [{ name: 'render.yaml', node: tree }]
            : select(blueprint, demand.of);
        if (holders.length === 0) return nothing(demand.of as Which);
        for (const { name, node } of holders) {
          const value = scalarOf(at(node, demand.at));
          if (!fits(value, demand.is)) {
            return `\`${demand.at}\` of \`${name}\` is ${quoted(value)}.`;
          }
        }
        return undefined;
      }
      case 'wired':
        return faultOfEach(blueprint, demand, ({ name }) => {
          const references = leadsTo(blueprint, name, demand.key);
          const faults = references.map(({ name: other, target, property }) => {
            if (!target || !select(blueprint, demand.to).includes(target)) {
              return `\`${demand.key}\` of \`${name}\` leads to \`${other}\`.`;
            }
            if (property === demand.property) return undefined;
            return `\`${demand.key}\` of \`${name}\` is the ${quoted(property)} of \`${other}\`.`;
          });
          if (faults.includes(undefined)) return undefined;
          return faults[0] ?? `\`${demand.key}\` of \`${name}\` is taken from nowhere.`;
        });
      case 'variable':
        return faultOfEach(blueprint, demand, (service) => {
          const path = demand.at ?? 'value';
          const value = scalarOf(at(variableOf(blueprint, service, demand.key), path));
          if (fits(value, demand.is)) return undefined;
          return `\`${path}\` of the variable \`${demand.key}\` of \`${service.name}\` is ${quoted(value)}.`;
        });
      case 'option':
        return faultOfEach(blueprint, demand, (service) => {
          const { program, options, is } = demand;
          const value = optionOf(blueprint, service, program, options);
          if (fits(value, is)) return undefined;
          return `\`${program} ${options[0]}\` of \`${service.name}\` is ${quoted(value)}.`;
        });
      case 'grace':
        return faultOfEach(blueprint, demand, (service) => {
          const seconds = this.#seconds(blueprint, service, demand.from) ?? demand.otherwise;
          if (seconds === undefined) return 'The timeout of the framework is stated nowhere.';
          if (seconds < (demand.least ?? 0)) return `The timeout is ${seconds} s.`;
          const delay = numberOf(service.node, 'maxShutdownDelaySeconds') ?? DEFAULT_DELAY;
          if (demand.spare === undefined || seconds + demand.spare <= delay) return undefined;
          return `The timeout is ${seconds} s, and SIGKILL comes after ${delay} s.`;
        });
    }
  }

  /** The first of the places that states a number. */
  #seconds(blueprint: Blueprint, service: Resource, places: readonly Place[]): number | undefined {
    for (const place of places) {
      const stated = numeric(this.#stated(blueprint, service, place));
      if (stated !== undefined) return stated * (place.unit ?? 1);
    }
    return undefined;
  }

  #stated(blueprint: Blueprint, service: Resource, place: Place) {
    if ('program' in place) return optionOf(blueprint, service, place.program, place.options);
    const read = this.#read(place.file);
    if ('problem' in read) return undefined;
    return place.pattern.exec(withoutComments(place.file, read.text))?.[1]?.replaceAll('_', '');
  }
}

/** What is wrong with one of the resources that are meant; with `some`, with all of them. */
function faultOfEach(
  blueprint: Blueprint,
  { of, some }: { of: Which; some?: true },
  faultOf: (resource: Resource) => string | undefined,
): string | undefined {
  const found = select(blueprint, of);
  if (found.length === 0) return nothing(of);
  const faults = found.map(faultOf);
  if (some && faults.includes(undefined)) return undefined;
  return faults.find((fault) => fault !== undefined);
}

function draftOf(read: Read): Draft | { problem: string } {
  if ('problem' in read) return read;
  // An answer does not turn the rules off by which it is judged.
  const text = read.text.replace(/render-workers:(?=\s*ignore)/g, 'render-workers;');
  const { diagnostics } = checkBlueprint(text);
  const { tree } = parseBlueprint(text);
  if (tree) return { tree, blueprint: readModel(tree), diagnostics };
  return { problem: told(diagnostics[0]) ?? '`render.yaml` cannot be read.' };
}

function told(finding: Diagnostic | undefined): string | undefined {
  if (!finding) return undefined;
  return `render.yaml:${finding.range.start.line} ${finding.message} [${finding.rule}]`;
}

function nothing({ type, name, behind }: Which): string {
  const parts = [
    type && `type \`${type}\``,
    name && `name \`${name}\``,
    behind && `read as \`${behind[1]}\` of \`${behind[0]}\``,
  ];
  return `The Blueprint has nothing of ${parts.filter(Boolean).join(', ')}.`;
}
