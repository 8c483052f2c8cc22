import { closed, type JsonSchema, list, ref, text } from './json-schema.ts';
import { databaseProperties, referenceTypes, serviceProperties } from './values.ts';

const literal: JsonSchema = { anyOf: [{ type: 'string' }, { type: 'number' }] };
const key = text('The name of the variable.');

export const envVarDefinitions: Record<string, JsonSchema> = {
  envVar: {
    description: 'One environment variable, or one group of them.',
    anyOf: [
      ref('envVarValue'),
      ref('envVarFromDatabase'),
      ref('envVarFromService'),
      ref('envVarFromGroup'),
    ],
  },
  envVarValue: closed(
    'A variable with a value of its own: written here, generated once, or asked for in the Dashboard.',
    {
      key,
      value: {
        ...literal,
        description: 'The value, as a string or a number. Quote `true` and `false`.',
      },
      generateValue: {
        type: 'boolean',
        description: 'Makes a random 256-bit value, base64, if the variable does not exist yet.',
      },
      sync: {
        type: 'boolean',
        description:
          '`false` asks for the value in the Dashboard when the Blueprint is first created, and never again.',
      },
      previewValue: {
        ...literal,
        description: 'The value in preview environments. Documented for web and private services.',
      },
    },
    ['key'],
  ),
  envVarFromDatabase: closed(
    'A variable whose value comes from a Postgres database.',
    {
      key,
      fromDatabase: {
        type: 'object',
        description: 'The database and what of it to read.',
        properties: {
          name: text('The database’s name.'),
          property: {
            type: 'string',
            enum: databaseProperties,
            description:
              '`connectionString` is direct, `connectionPoolString` goes through PgBouncer in transaction mode.',
          },
        },
        required: ['name', 'property'],
      },
    },
    ['key', 'fromDatabase'],
  ),
  envVarFromService: closed(
    'A variable whose value comes from another service.',
    {
      key,
      fromService: {
        type: 'object',
        description: 'The service and what of it to read: a property, or one of its variables.',
        properties: {
          type: {
            type: 'string',
            enum: referenceTypes,
            description: 'The type of the service referred to.',
          },
          name: text('The service’s name.'),
          property: {
            type: 'string',
            enum: serviceProperties,
            description:
              '`connectionString` for Key Value, `host`, `port` and `hostport` for web and private services, `slug` for workflows.',
          },
          envVarKey: text('The name of a variable of that service, whose value is copied.'),
        },
        required: ['name', 'type'],
      },
    },
    ['key', 'fromService'],
  ),
  envVarFromGroup: closed(
    'All variables of an environment group.',
    { fromGroup: text('The group’s name.') },
    ['fromGroup'],
  ),
  envVarGroup: {
    description: 'Variables that several services share.',
    properties: {
      name: text('The group’s name, unique in the workspace.'),
      envVars: list(
        ref('envVarValue'),
        'Literal or generated values. Groups cannot refer to services, databases or other groups.',
      ),
    },
    required: ['name', 'envVars'],
    additionalProperties: false,
  },
};

export const envVars = list(ref('envVar'), 'The service’s environment variables.');
