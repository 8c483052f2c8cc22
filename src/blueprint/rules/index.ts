import { ambiguousScalar } from './ambiguous-scalar.ts';
import { brokerEvicts } from './broker-evicts.ts';
import { brokerForgets } from './broker-forgets.ts';
import { diskSingleInstance } from './disk-single-instance.ts';
import { duplicateName } from './duplicate-name.ts';
import { freePlan } from './free-plan.ts';
import { groupReference } from './group-reference.ts';
import { httpFieldOnWorker } from './http-field-on-worker.ts';
import { missingCommand } from './missing-command.ts';
import { openBroker } from './open-broker.ts';
import { pooledListener } from './pooled-listener.ts';
import { referenceProperty } from './reference-property.ts';
import { regionMismatch } from './region-mismatch.ts';
import type { Rule } from './rule.ts';
import { shutdownDelay } from './shutdown-delay.ts';
import { signalSwallowed } from './signal-swallowed.ts';
import { unknownReference } from './unknown-reference.ts';
import { workerHasNoAddress } from './worker-has-no-address.ts';

/** Every semantic rule, by id. */
export const rules: readonly Rule[] = [
  ambiguousScalar,
  brokerEvicts,
  brokerForgets,
  diskSingleInstance,
  duplicateName,
  freePlan,
  groupReference,
  httpFieldOnWorker,
  missingCommand,
  openBroker,
  pooledListener,
  referenceProperty,
  regionMismatch,
  shutdownDelay,
  signalSwallowed,
  unknownReference,
  workerHasNoAddress,
];
