import { approve, apply, expectEnd, expectKeptPromises, expectStatus, plan } from './change';
import { effectsSince, lab } from './lab';
import { expect, test } from './people';
import { findWorker } from './product';
import { breakRouteAgain, REPAIR } from './seed';

test('a change whose worker is killed while it calls goes on in another and ends, with one effect on the record', async ({
  engineer,
  approver,
}) => {
  await engineer.goto(REPAIR);
  const number = await plan(engineer, 'Repair, while the worker is about to die');
  await approve(approver, number);
  await expectStatus(engineer, 'Approved');

  const before = await lab.effects();
  await lab.trouble({ rules: [{ action: 'CreateRouteEntry', times: 1, fault: { kind: 'latency', ms: 5_000 } }] });
  await apply(engineer);
  await expect(engineer.getByRole('list', { name: 'Log' }).getByText('Intent recorded before the call')).toBeVisible();
  const killed = findWorker();
  if (!killed) throw new Error('No worker runs.');
  process.kill(killed, 'SIGKILL');

  await expect.poll(() => [undefined, killed].includes(findWorker()), { timeout: 30_000 }).toBe(false);
  // The successor waits out the deadline of a call that nobody hears the end of, 22 s, and no lease on top of it.
  const end = await expectEnd(engineer, ['Done', 'Reverted'], 50_000);
  expect(await effectsSince(before, 'CreateRouteEntry')).toHaveLength(1);
  expect(await effectsSince(before, 'DeleteRouteEntry')).toHaveLength(end === 'Done' ? 0 : 1);
  await expectKeptPromises(engineer, number, before);
});

test.afterEach(async ({ engineer }) => {
  await lab.noTrouble();
  await breakRouteAgain(engineer);
});
