import { ambiguousScalar } from './ambiguous-scalar.ts';
import { brokerEvicts } from './broker-evicts.ts';
import { brokerForgets } from './broker-forgets.ts';
import { cronExpression } from './cron-expression.ts';
import { deprecatedField } from './deprecated-field.ts';
import { diskSingleInstance } from './disk-single-instance.ts';
import { diskSize } from './disk-size.ts';
import { diskUnsupported } from './disk-unsupported.ts';
import { duplicateEnvKey } from './duplicate-env-key.ts';
import { duplicateName } from './duplicate-name.ts';
import { forbiddenMountPath } from './forbidden-mount-path.ts';
import { freePlan } from './free-plan.ts';
import { groupReference } from './group-reference.ts';
import { httpFieldOnWorker } from './http-field-on-worker.ts';
import { literalCredential } from './literal-credential.ts';
import { missingCommand } from './missing-command.ts';
import { missingPublishPath } from './missing-publish-path.ts';
import { openBroker } from './open-broker.ts';
import { pinnedBranch } from './pinned-branch.ts';
import { pooledListener } from './pooled-listener.ts';
import { referenceProperty } from './reference-property.ts';
import { regionMismatch } from './region-mismatch.ts';
import type { Rule } from './rule.ts';
import { runtimeField } from './runtime-field.ts';
import { scalingConflict } from './scaling-conflict.ts';
import { scalingRange } from './scaling-range.ts';
import { schedulerDoubled } from './scheduler-doubled.ts';
import { sharedBroker } from './shared-broker.ts';
import { shutdownDelay } from './shutdown-delay.ts';
import { signalSwallowed } from './signal-swallowed.ts';
import { unknownReference } from './unknown-reference.ts';
import { workerHasNoAddress } from './worker-has-no-address.ts';
import { workflowField } from './workflow-field.ts';

/** Every semantic rule, by id. */
export const rules: readonly Rule[] = [
  ambiguousScalar,
  brokerEvicts,
  brokerForgets,
  cronExpression,
  deprecatedField,
  diskSingleInstance,
  diskSize,
  diskUnsupported,
  duplicateEnvKey,
  duplicateName,
  forbiddenMountPath,
  freePlan,
  groupReference,
  httpFieldOnWorker,
  literalCredential,
  missingCommand,
  missingPublishPath,
  openBroker,
  pinnedBranch,
  pooledListener,
  referenceProperty,
  regionMismatch,
  runtimeField,
  scalingConflict,
  scalingRange,
  schedulerDoubled,
  sharedBroker,
  shutdownDelay,
  signalSwallowed,
  unknownReference,
  workerHasNoAddress,
  workflowField,
];
