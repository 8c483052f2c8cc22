import { databaseDefinitions } from './databases.ts';
import { envVarDefinitions } from './env-vars.ts';
import { closed, type JsonSchema, list, ref, text } from './json-schema.ts';
import { partDefinitions } from './parts.ts';
import { serviceDefinitions } from './services.ts';
import { nativeRuntimes, previewGenerations, switches } from './values.ts';

const resources: Record<string, JsonSchema> = {
  services: list(ref('service'), 'Everything but Postgres.'),
  databases: list(ref('database'), 'Postgres databases.'),
  envVarGroups: list(ref('envVarGroup'), 'Environment groups.'),
};
const buildSources = list(ref('buildSource'), 'Builds that several services share. Private beta.');

const switchField = (description: string): JsonSchema => ({
  type: 'string',
  enum: switches,
  default: 'disabled',
  description,
});

/** Where the site publishes the schema, for editors. */
const schemaUrl = 'https://render-workers.onrender.com/schema/render.yaml.json';

/**
 * The Blueprint schema: every field of `render.yaml`, written from Render's documentation.
 * https://render.com/docs/blueprint-spec (2026-09-05)
 */
export const blueprintSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: schemaUrl,
  ...closed('The file that defines services, databases and environment groups on Render.', {
    ...resources,
    previews: closed('Preview environments.', {
      generation: { type: 'string', enum: previewGenerations, description: 'When they are made.' },
      expireAfterDays: {
        type: 'integer',
        minimum: 1,
        description: 'Days without an update until one is deleted.',
      },
    }),
    previewsEnabled: {
      type: 'boolean',
      deprecated: true,
      description: 'Use `previews.generation`.',
    },
    previewsExpireAfterDays: {
      type: 'integer',
      minimum: 1,
      deprecated: true,
      description: 'Use `previews.expireAfterDays`.',
    },
    buildSources,
    projects: list(ref('project'), 'Projects with their environments.'),
    ungrouped: closed('Resources to take out of their environments.', {
      ...resources,
      buildSources,
    }),
    version: { type: 'string', const: '1', description: 'The version of the specification.' },
  }),
  $defs: {
    ...partDefinitions,
    ...serviceDefinitions,
    ...databaseDefinitions,
    ...envVarDefinitions,
    project: closed(
      'A project.',
      {
        name: text('The project’s name.'),
        environments: list(ref('environment'), 'Its environments.'),
        buildSources,
      },
      ['name'],
    ),
    environment: closed(
      'An environment of a project.',
      {
        ...resources,
        name: text('The environment’s name.'),
        networking: closed('Private traffic.', {
          isolation: switchField('Whether private traffic from other environments is blocked.'),
        }),
        permissions: closed('Who may change it.', {
          protection: switchField('Whether the environment is protected.'),
        }),
      },
      ['name'],
    ),
    buildSource: {
      ...closed(
        'A shared build: from Git or from an image.',
        {
          name: text('Its name, unique in the workspace.'),
          git: ref('buildSourceGit'),
          image: ref('image'),
        },
        ['name'],
      ),
      oneOf: [{ required: ['git'] }, { required: ['image'] }],
    },
    buildSourceGit: {
      ...closed(
        'A build from a repository.',
        {
          repo: text('The repository.'),
          branch: text('The branch.'),
          runtime: {
            type: 'string',
            enum: [...nativeRuntimes, 'docker'],
            description: 'What builds it.',
          },
          buildCommand: text('The command that builds it.'),
          buildFilter: ref('buildFilter'),
          envVars: list(ref('envVar'), 'Variables of the build.'),
          rootDir: text('The directory it is built in.'),
          baseDir: text('The Docker build context.'),
          region: ref('region'),
          dockerfilePath: text('The Dockerfile.'),
          registryCredential: ref('registryCredential'),
        },
        ['repo', 'runtime'],
      ),
      allOf: [
        {
          if: {
            anyOf: ['baseDir', 'dockerfilePath', 'registryCredential'].map((field) => ({
              required: [field],
            })),
          },
          then: { properties: { runtime: { type: 'string', const: 'docker' } } },
        },
      ],
    },
  },
};

/** A definition of the Blueprint schema by its name. */
export function definition(name: string): JsonSchema {
  const found = blueprintSchema.$defs?.[name];
  if (!found) throw new Error(`the Blueprint schema defines no ${name}`);
  return found;
}
