import { lab } from './lab';
import { expect, test } from './people';
import { readSources } from './seed';

test('a source that falls silent is said to be, nothing known is lost, and it recovers', async ({ engineer }) => {
  await engineer.goto('/network/vbrs');
  const rows = engineer.getByRole('row').filter({ hasText: 'vbr-bp1hz' });
  await expect(rows).toHaveCount(2);
  await lab.trouble({ rules: [{ fault: { kind: 'error', status: 503, code: 'ServiceUnavailable' } }] });
  await readSources(engineer);
  await engineer.goto('/settings/sources');
  await expect(engineer.getByText('Not read.').first()).toBeVisible({ timeout: 60_000 });
  await engineer.goto('/network/vbrs');
  await expect(rows).toHaveCount(2);

  await lab.noTrouble();
  await readSources(engineer);
  await engineer.goto('/settings/sources');
  await expect(engineer.getByText('Not read.')).toHaveCount(0, { timeout: 30_000 });
});

test.afterEach(() => lab.noTrouble());
