import { type Change, type Mutator, references, running, set } from './change.ts';

const servers = ['web', 'worker', 'pserv'];

/** What stands today, written as it was written before. */
export const oldNameMutators: Record<string, Mutator> = {
  'deprecated-field': (blueprint) => {
    const { services, data } = blueprint;
    const changes: Change[] = [];
    for (const part of running(blueprint, ...servers, 'cron')) {
      const { runtime, autoDeployTrigger } = part.fields;
      if (runtime !== undefined)
        changes.push([set(part, 'runtime', undefined), set(part, 'env', runtime)]);
      const deploys = autoDeployTrigger !== 'off';
      changes.push([set(part, 'autoDeployTrigger', undefined), set(part, 'autoDeploy', deploys)]);
      changes.push([set(part, 'autoDeploy', !deploys)]);
    }
    for (const part of running(blueprint, ...servers)) {
      changes.push([set(part, 'previews', undefined), set(part, 'previewPlan', '0.5c-512mb')]);
      changes.push([set(part, 'pullRequestPreviewsEnabled', true)]);
      changes.push([set(part, 'afterFirstDeployCommand', './seed')]);
    }
    for (const part of services.filter(({ fields }) => fields['type'] === 'keyvalue')) {
      changes.push([set(part, 'type', 'redis')]);
    }
    for (const { path, source } of references(blueprint)) {
      if (source['type'] === 'keyvalue') changes.push([[[...path, 'type'], 'redis']]);
    }
    if (!('previews' in data)) {
      changes.push([[['previewsEnabled'], true]], [[['previewsExpireAfterDays'], 7]]);
    }
    return changes;
  },
};
