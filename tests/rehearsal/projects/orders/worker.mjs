// MODE says how it behaves: give back what is unfinished at SIGTERM, lose it, do all
// twice, do the fortieth order again after a while, fail at each tenth order once, idle, work in steps and
// hand over after the current one, or fall: the second process ends by itself after a while, and the third
// at once.
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const { QUEUE, MODE = 'give-back', PACE = '0.25' } = process.env;
let stopping = false;
let inHand;

process.on('SIGTERM', () => {
  stopping = true;
  if (MODE === 'steps') {
    if (!inHand) process.exit(0);
    return;
  }
  if (inHand && MODE !== 'lose') {
    renameSync(`${QUEUE}/taken/${inHand}`, `${QUEUE}/waiting/${inHand}`);
    console.log(`order ${inHand} handed back`);
  }
  process.exit(0);
});

if (MODE === 'fall') {
  appendFileSync(`${QUEUE}/starts`, '.');
  const { length } = readFileSync(`${QUEUE}/starts`, 'utf8');
  if (length === 3) process.exit(1);
  if (length === 2) {
    setTimeout(() => {
      if (inHand) renameSync(`${QUEUE}/taken/${inHand}`, `${QUEUE}/waiting/${inHand}`);
      process.exit(1);
    }, 6000);
  }
}

while (!stopping) {
  const [id] = MODE === 'idle' ? [] : readdirSync(`${QUEUE}/waiting`).sort();
  if (!id) {
    await sleep(50);
    continue;
  }
  try {
    if (MODE === 'twice') await sleep(20);
    renameSync(`${QUEUE}/waiting/${id}`, `${QUEUE}/taken/${id}`);
  } catch {
    continue; // the other instance was faster
  }
  inHand = id;
  const { seconds } = JSON.parse(readFileSync(`${QUEUE}/taken/${id}`, 'utf8'));
  if (MODE === 'fail' && id.endsWith('0')) {
    console.log(`order ${id} started`);
    await sleep(seconds * 1000 * Number(PACE));
    console.log(`order ${id} failed`);
    await sleep(300);
  }
  if (MODE === 'steps') {
    console.log(`order ${id} started`);
    const path = `${QUEUE}/steps-${id}`;
    let step = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
    while (step < seconds && !stopping) {
      await sleep(1000 * Number(PACE));
      step += 1;
      writeFileSync(path, String(step));
      console.log(`order ${id} step ${step}`);
    }
    if (step < seconds) {
      renameSync(`${QUEUE}/taken/${id}`, `${QUEUE}/waiting/${id}`);
      console.log(`order ${id} handed over after step ${step}`);
      process.exit(0);
    }
    writeFileSync(`${QUEUE}/receipts/${id}`, id);
    console.log(`order ${id} receipt written`);
    inHand = undefined;
    continue;
  }
  for (let time = MODE === 'twice' ? 2 : 1; time > 0; time -= 1) {
    console.log(`order ${id} started`);
    await sleep(seconds * 1000 * Number(PACE));
    writeFileSync(`${QUEUE}/receipts/${id}`, id);
    console.log(
      `order ${id} receipt ${time === 1 && MODE === 'twice' ? 'was already there' : 'written'}`,
    );
  }
  inHand = undefined;
  if (MODE === 'again' && id === 'o-00040') {
    setTimeout(() => {
      console.log(`order ${id} started`);
      console.log(`order ${id} receipt was already there`);
    }, 4000);
  }
}
