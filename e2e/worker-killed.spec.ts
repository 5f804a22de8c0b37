import { approve, apply, expectStatus, plan } from './change';
import { effectsSince, lab } from './lab';
import { expect, test } from './people';
import { findWorker } from './product';
import { breakRouteAgain, REPAIR } from './seed';

test('a change whose worker is killed while it calls ends by itself, with one effect', async ({
  engineer,
  approver,
}) => {
  await engineer.goto(REPAIR);
  const number = await plan(engineer, 'Repair, while the worker is about to die');
  await approve(approver, number);
  await expectStatus(engineer, 'Approved');

  const before = await lab.effects();
  await lab.trouble({ rules: [{ action: 'CreateRouteEntry', times: 1, fault: { kind: 'latency', ms: 2_000 } }] });
  await apply(engineer);
  await expect(engineer.getByRole('list', { name: 'Log' }).getByText('Intent recorded before the call')).toBeVisible({
    timeout: 20_000,
  });
  const killed = findWorker();
  if (!killed) throw new Error('No worker runs.');
  process.kill(killed, 'SIGKILL');

  await expect.poll(() => [undefined, killed].includes(findWorker()), { timeout: 30_000 }).toBe(false);
  const ended = engineer
    .getByRole('main')
    .locator('header')
    .getByText(/^(Done|Reverted)$/);
  await expect(ended).toBeVisible({ timeout: 80_000 });
  expect(await effectsSince(before, 'CreateRouteEntry')).toBe(1);
});

test.afterEach(async ({ engineer }) => {
  await lab.noTrouble();
  await breakRouteAgain(engineer);
});
