import { approve, expectStatus, plan } from './change';
import { effectsSince, lab } from './lab';
import { expect, test } from './people';
import { expectOnceRead, readSources, REPAIR, TABLE, TOWARD_DATA_CENTRE, VBR } from './seed';

const FOREIGN = '172.16.0.0/17';

test('nobody approves what they wrote, and the page says so', async ({ engineer }) => {
  await engineer.goto(REPAIR);
  await plan(engineer, 'To be approved by somebody else');
  const approveButton = engineer.getByRole('button', { name: 'Approve plan' });
  await expect(approveButton).toHaveAttribute('aria-disabled', 'true');
  await expect(engineer.getByText(/Who wrote or edited CHG-\d+ cannot approve it/).first()).toBeVisible();
  // The button is only a courtesy: pressing it all the same asks nobody and changes nothing.
  await approveButton.click({ force: true });
  await expectStatus(engineer, 'Waiting for approval');
  await engineer.getByRole('button', { name: 'Cancel change' }).click();
  await expectStatus(engineer, 'Cancelled');
});

test('a plan whose ground moved after its approval is stale at once, says why, and can be planned again', async ({
  engineer,
  approver,
}) => {
  await engineer.goto(REPAIR);
  const number = await plan(engineer, 'Repair, while somebody works in the console');
  await approve(approver, number);
  await expectStatus(engineer, 'Approved');

  await lab.addRoute(TABLE, FOREIGN, TOWARD_DATA_CENTRE);
  const before = await lab.effects();
  // Nobody applies it: as soon as the movement has been read, the page says so.
  await readSources(engineer);
  await expectStatus(engineer, 'Stale', 40_000);
  await expect(engineer.getByText('What the plan rests on has moved since it was made.')).toBeVisible();
  expect(await effectsSince(before)).toEqual([]);

  await engineer.getByRole('button', { name: 'Plan again' }).click();
  await expectStatus(engineer, 'Waiting for approval');
  await engineer.getByRole('button', { name: 'Cancel change' }).click();
  await expectStatus(engineer, 'Cancelled');
});

test('a destination with host bits is put right with one press', async ({ engineer }) => {
  await engineer.goto(REPAIR);
  const destination = engineer.getByLabel('Destination');
  await destination.fill('172.16.4.1/22');
  await expect(engineer.getByText('172.16.4.1/22 is not a network address')).toBeVisible();
  await expect(engineer.getByText('Did you mean')).toBeVisible();
  await engineer.getByRole('button', { name: '172.16.4.0/22' }).click();
  await expect(destination).toHaveValue('172.16.4.0/22');
  await expect(engineer.getByText('Did you mean')).toHaveCount(0);
});

test('who may not apply sees the button and why it is disabled', async ({ engineer, approver, admin }) => {
  await engineer.goto(REPAIR);
  const number = await plan(engineer, 'Looked at by somebody who may not decide');
  await admin.goto(`/changes/${number}`);
  await expect(admin.getByRole('button', { name: 'Approve plan' })).toHaveAttribute('aria-disabled', 'true');
  await expect(admin.getByText('Your roles do not allow this').first()).toBeVisible();
  await approve(approver, number);
  await expect(admin.getByRole('button', { name: 'Apply now' })).toHaveAttribute('aria-disabled', 'true');
  await expect(admin.getByText('Your roles do not allow this').first()).toBeVisible();
  await engineer.getByRole('button', { name: 'Cancel change' }).click();
  await expectStatus(engineer, 'Cancelled');
});

test.afterEach(async ({ engineer }) => {
  if (!(await lab.prefixesIn(TABLE)).includes(FOREIGN)) return;
  await lab.removeRoute(TABLE, FOREIGN);
  await engineer.goto(`/network/vbrs/${VBR}?tab=route`);
  await expectOnceRead(engineer, () =>
    expect(engineer.getByRole('row').filter({ hasText: FOREIGN })).toHaveCount(0, { timeout: 4_000 }),
  );
});
