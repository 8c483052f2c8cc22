/** Checks each text that it is sent, as the playground's worker does, or as its peer would. */
import { parentPort, workerData } from 'node:worker_threads';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseDocument } from 'yaml';
import { checkBlueprint } from '../../src/blueprint/index.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(workerData as object);

/** `yaml`, which explains its own errors, then Ajv. */
function checkBarely(text: string): object {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0) {
    return document.errors.map(({ message, linePos }) => ({ message, linePos }));
  }
  return validate(document.toJS()) ? [] : (validate.errors ?? []);
}

parentPort?.on('message', ({ text, isOurs }: { text: string; isOurs: boolean }) => {
  parentPort?.postMessage(isOurs ? checkBlueprint(text) : checkBarely(text));
});
