import { randomBytes } from 'node:crypto';
import { delimiter, dirname } from 'node:path';
import { type Blueprint, fieldOf, type Resource, stringOf, type Tree } from '../blueprint/index.ts';
import { platformVariables as known } from '../blueprint/platform/variables.ts';
import { type Service, variablesOf } from './project.ts';

/** What `property` of a reference gives, for each resource that runs. */
export type Addresses = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The variables of a service, and those that have no value. */
export interface Environment {
  variables: Record<string, string>;
  /** Each with why it has none. */
  missing: { key: string; why: string }[];
}

/** Resolves variables as Render does. One of it serves a whole rehearsal, so that generated values agree. */
export class Resolver {
  readonly #blueprint: Blueprint;
  readonly #addresses: Addresses;
  readonly #given: Readonly<Record<string, string>>;
  readonly #generated = new Map<Tree, string>();

  /** @param given values for what the Blueprint does not hold, by key */
  constructor(blueprint: Blueprint, addresses: Addresses, given: Readonly<Record<string, string>>) {
    this.#blueprint = blueprint;
    this.#addresses = addresses;
    this.#given = given;
  }

  resolve(resource: Resource): Environment {
    const variables: Record<string, string> = {};
    const missing: Environment['missing'] = [];
    for (const item of variablesOf(this.#blueprint, resource)) {
      const key = stringOf(item, 'key');
      if (key === undefined) {
        const group = stringOf(item, 'fromGroup');
        if (group === undefined) continue;
        // What a group of the Dashboard holds is not known, so all that is given may be of it.
        if (Object.keys(this.#given).length > 0) Object.assign(variables, this.#given);
        else missing.push({ key: group, why: 'a group of the Dashboard: write its variables' });
        continue;
      }
      const value = this.#valueOf(item, key, new Set());
      if (typeof value === 'string') variables[key] = value;
      else missing.push({ key, why: value.why });
    }
    return { variables, missing };
  }

  #valueOf(item: Tree, key: string, seen: Set<Tree>): string | { why: string } {
    if (seen.has(item)) return { why: 'its references go in a circle' };
    seen.add(item);
    const literal = fieldOf(item, 'value');
    if (literal?.kind === 'scalar') return String(literal.value ?? '');
    const given = this.#given[key];
    if (given !== undefined) return given;
    if (fieldOf(item, 'generateValue')) {
      const value = this.#generated.get(item) ?? randomBytes(32).toString('base64');
      this.#generated.set(item, value);
      return value;
    }
    const source = fieldOf(item, 'fromService') ?? fieldOf(item, 'fromDatabase');
    if (!source) return { why: '`sync: false`: Render asks for it in the Dashboard' };
    const name = stringOf(source, 'name') ?? '';
    const property = stringOf(source, 'property');
    if (property !== undefined) {
      const address = this.#addresses.get(name);
      return (
        address?.[property] ?? {
          why: address
            ? `\`${name}\` has no \`${property}\` here`
            : `\`${name}\` is not started by a rehearsal`,
        }
      );
    }
    const other = stringOf(source, 'envVarKey') ?? '';
    const owner = this.#blueprint.services.find((service) => service.name === name);
    const found = owner
      ? variablesOf(this.#blueprint, owner).find((entry) => stringOf(entry, 'key') === other)
      : undefined;
    return found
      ? this.#valueOf(found, other, seen)
      : { why: `\`${name}\` has no variable \`${other}\` in the Blueprint` };
  }
}

/** What Render sets by itself, with stand-ins for what only Render knows. */
export function platformVariables(
  { name, type, runtime }: Service,
  instance: string,
): Record<string, string> {
  const own: Record<string, string> = {
    IS_PULL_REQUEST: 'false',
    RENDER_CPU_COUNT: '1',
    RENDER_DISCOVERY_SERVICE: `${name}-discovery`,
    RENDER_EXTERNAL_HOSTNAME: '',
    RENDER_EXTERNAL_URL: '',
    RENDER_GIT_BRANCH: 'main',
    RENDER_GIT_COMMIT: '0'.repeat(40),
    RENDER_GIT_REPO_SLUG: 'rehearsal/rehearsal',
    RENDER_INSTANCE_ID: instance,
    RENDER_SERVICE_ID: `srv-${name}`,
    RENDER_SERVICE_NAME: name,
    RENDER_SERVICE_TYPE: type,
    WEB_CONCURRENCY: '1',
    RENDER_WEB_CONCURRENCY: '1',
  };
  const places = [
    'all',
    runtime,
    ...(type === 'web' || type === 'pserv' ? ['web and private'] : []),
  ];
  return Object.fromEntries(
    known.flatMap(({ name: key, on, during, value = own[key] }) =>
      during !== 'build' && places.includes(on) && value !== undefined ? [[key, value]] : [],
    ),
  );
}

const ofMachine = /^(?:HOME|USER|LOGNAME|LANG|LC_ALL|TZ|TMPDIR)$/;
/** How this machine reaches package registries. */
const ofBuilds =
  /^(?:npm_config_|pip_|uv_|go[a-z]*$|bundle_|gem_|hex_|mix_|cargo_|rust|pyenv|rbenv|asdf|https?_proxy$|no_proxy$|ssl_cert|curl_ca|requests_ca|node_extra_ca)/i;
/** Keys that publish packages, of which a build has no need. */
const ofPublishing =
  /^(?:gem_host_(?:api_key|otp_code)|uv_publish_\w+|cargo_registry_token|hex_api_key)$/i;
/** Where a server that is not the system's finds its libraries. */
const ofServers = /^(?:DY)?LD_LIBRARY_PATH$/;

/** What every process needs of the machine; nothing of a developer's shell may decide a result. */
export function machineVariables(): Record<string, string> {
  return {
    ...pick((name) => ofMachine.test(name)),
    // The Node.js that runs the rehearsal comes first.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
  };
}

/** What a build needs besides: how this machine reaches package registries. */
export function buildVariables(): Record<string, string> {
  return {
    ...machineVariables(),
    ...pick((name) => ofBuilds.test(name) && !ofPublishing.test(name)),
  };
}

/** What a broker or database gets of the machine. */
export function serverVariables(): Record<string, string> {
  return { ...machineVariables(), ...pick((name) => ofServers.test(name)) };
}

function pick(wants: (name: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && wants(name) ? [[name, value]] : [],
    ),
  );
}
