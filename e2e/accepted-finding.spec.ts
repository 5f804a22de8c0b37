import { ask, order } from './ask';
import { expect, test } from './people';

type Accepted = { causes: { findings: { key: string }[] }[] };

test.afterEach(async ({ engineer }) => {
  const { causes } = await ask<Accepted>(engineer, 'findings.list', { state: 'accepted' });
  const keys = causes.flatMap((cause) => cause.findings.map((each) => each.key));
  if (keys.length > 0) await order(engineer, 'findings.withdraw', { keys });
});

test('a finding is read, accepted until a date, and calls again when that is withdrawn', async ({ engineer }) => {
  await engineer.goto('/findings?kind=vbr-route-missing');
  await engineer
    .getByRole('button', { name: /^Evidence/ })
    .first()
    .click();
  const panel = engineer.getByRole('complementary', { name: 'Finding' });
  await expect(panel.getByText('First seen')).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Fix this' })).toBeVisible();

  await panel.getByRole('button', { name: 'Accept' }).click();
  await engineer.getByLabel('Why it may stay').fill('the window is on Friday');
  // Until somebody has looked, which may be seconds after the start, it is refused and the form stays as it is.
  await expect(async () => {
    const accepted = panel.getByText('the window is on Friday');
    if (!(await accepted.isVisible()))
      await engineer.getByRole('button', { name: /^Accept until/ }).click({ timeout: 1_000 });
    await expect(accepted).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await engineer.getByRole('radio', { name: /^Accepted/ }).click();
  await expect(engineer.getByRole('cell').filter({ hasText: 'the window is on Friday' })).toBeVisible();

  await engineer
    .getByRole('button', { name: /^Evidence/ })
    .first()
    .click();
  await panel.getByRole('button', { name: 'Withdraw acceptance' }).click();
  await expect(engineer.getByText('No finding is like that')).toBeVisible();
});
