import { lab } from './lab';
import { expect, test } from './people';
import { readSources } from './seed';

/** One of each, in the words of the sources page. */
const SYSTEMS = ['VPC and Express Connect', 'Container service', 'Kubernetes cluster', 'Gateway: GoBGP'];

test('sources that fall silent are said to be, nothing known is lost, and they recover', async ({ engineer }) => {
  await engineer.goto('/network/vbrs');
  const rows = engineer.getByRole('row').filter({ hasText: 'vbr-bp1hz' });
  await expect(rows).toHaveCount(2);
  await lab.trouble({ rules: [{ fault: { kind: 'error', status: 503, code: 'ServiceUnavailable' } }] });
  await readSources(engineer);
  await engineer.goto('/settings/sources');
  for (const system of SYSTEMS) {
    const panel = engineer.locator('section').filter({ hasText: system });
    await expect(panel.getByText('Not read.').first()).toBeVisible({ timeout: 60_000 });
  }
  await engineer.goto('/network/vbrs');
  await expect(rows).toHaveCount(2);
  await engineer.goto('/clusters/nodes');
  await expect(engineer.getByRole('row').filter({ hasText: 'edge-hz1-a' })).toHaveCount(3);
  await engineer.goto('/network/gateways/hz-sw-1?tab=gateway-peer');
  await expect(engineer.getByRole('row').filter({ hasText: '172.16.10.1' })).toHaveCount(2);

  await lab.noTrouble();
  await readSources(engineer);
  await engineer.goto('/settings/sources');
  await expect(engineer.getByText('Not read.')).toHaveCount(0, { timeout: 30_000 });
});

test.afterEach(() => lab.noTrouble());
