import { plan } from './change';
import { expect, test } from './people';
import { expectReadable } from './readable';
import { REPAIR } from './seed';

test('review and run pages can be read by everybody', async ({ engineer }) => {
  await engineer.goto(REPAIR);
  await plan(engineer, 'To be read with other eyes');
  await expectReadable(engineer, 'review');
  await engineer.getByRole('button', { name: 'Cancel change' }).click();
  await engineer.goto('/changes');
  await engineer.getByRole('row').filter({ hasText: 'Done' }).or(engineer.getByRole('row').nth(1)).first().click();
  await expect(engineer.getByRole('main').locator('h1')).toBeVisible();
  await expectReadable(engineer, 'run');
});
