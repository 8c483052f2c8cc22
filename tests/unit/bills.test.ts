import assert from 'node:assert/strict';
import test, { suite } from 'node:test';
import { keyValuePlans, serverPlans } from '../../src/blueprint/platform/plans.ts';
import { billOf } from '../../src/components/bills.ts';

const dollars = (cell: string | undefined) => Number(/\$([\d.]+)/.exec(cell ?? '')?.[1]);
const priceOf = (
  plans: readonly { id: string; price?: { dollars: number } | undefined }[],
  plan: string,
) => plans.find(({ id }) => id === plan)?.price?.dollars ?? Number.NaN;

suite('the bills of the page on cost', () => {
  for (const name of ['hobby', 'team', 'ten', 'scaled'] as const) {
    test(`${name}: the last line is the sum of the others`, () => {
      const { rows } = billOf(name);
      const lines = rows.slice(0, -1).map((row) => dollars(row[3]));
      assert.ok(
        lines.every((price) => price > 0),
        JSON.stringify(rows),
      );
      const sum = lines.reduce((total, price) => total + price, 0);
      // Each line is rounded to a cent by itself.
      assert.ok(Math.abs(sum - dollars(rows.at(-1)?.[3])) < 0.01 * lines.length);
    });
  }

  test('a plan costs what the data says', () => {
    const [worker, broker] = billOf('hobby').rows;
    assert.equal(dollars(worker?.[3]), priceOf(serverPlans, '0.5c-512mb'));
    assert.equal(dollars(broker?.[3]), priceOf(keyValuePlans, '256mb'));
  });

  test('what runs four hours a day costs a sixth', () => {
    const [, peak] = billOf('scaled').rows;
    const whole = 8 * priceOf(serverPlans, '0.5c-512mb');
    assert.ok(Math.abs(dollars(peak?.[3]) - whole / 6) < 0.01);
  });
});
