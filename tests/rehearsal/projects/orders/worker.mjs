// MODE says how it behaves: give back what is unfinished at SIGTERM, lose it, do all
// twice, do the fortieth order again after a while, or idle.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const { QUEUE, MODE = 'give-back', PACE = '0.25' } = process.env;
let stopping = false;
let inHand;

process.on('SIGTERM', () => {
  stopping = true;
  if (inHand && MODE !== 'lose') {
    renameSync(`${QUEUE}/taken/${inHand}`, `${QUEUE}/waiting/${inHand}`);
    console.log(`order ${inHand} handed back`);
  }
  process.exit(0);
});

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
