import type { Page } from '@playwright/test';
import { lab } from './lab';
import { expect, test } from './people';
import { readSources } from './seed';

/** One of each, and that it was not read, in the words of the sources page. */
const WORDS = {
  en: ['Not read.', 'VPC and Express Connect', 'Container service', 'Kubernetes cluster', 'Gateway: GoBGP'],
  'zh-CN': ['未能读取。', '专有网络与高速通道账号', '容器服务（ACK）账号', 'Kubernetes 集群', '网关：GoBGP'],
} as const;
const LANGUAGES = ['zh-CN', 'en'] as const;

test('sources that fall silent are said to be in both languages, nothing known is lost, and they recover', async ({
  engineer,
}) => {
  await engineer.goto('/network/vbrs');
  const rows = engineer.getByRole('row').filter({ hasText: 'vbr-bp1hz' });
  await expect(rows).toHaveCount(2);
  await lab.trouble({ rules: [{ fault: { kind: 'error', status: 503, code: 'ServiceUnavailable' } }] });
  await readSources(engineer);
  for (const language of LANGUAGES) {
    await openSources(engineer, language);
    const [notRead, ...systems] = WORDS[language];
    for (const system of systems) {
      const panel = engineer.locator('section').filter({ hasText: system });
      await expect(panel.getByText(notRead).first()).toBeVisible({ timeout: 60_000 });
    }
  }
  await engineer.goto('/network/vbrs');
  await expect(rows).toHaveCount(2);
  await engineer.goto('/clusters/nodes');
  await expect(engineer.getByRole('row').filter({ hasText: 'edge-hz1-a' })).toHaveCount(3);
  await engineer.goto('/network/gateways/hz-sw-1?tab=gateway-peer');
  await expect(engineer.getByRole('row').filter({ hasText: '172.16.10.1' })).toHaveCount(2);

  await lab.noTrouble();
  await readSources(engineer);
  for (const language of LANGUAGES) {
    await openSources(engineer, language);
    await expect(engineer.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(engineer.getByText(WORDS[language][0])).toHaveCount(0, { timeout: 30_000 });
  }
});

/** In a language, as whoever chose it sees it. */
async function openSources(page: Page, language: keyof typeof WORDS): Promise<void> {
  const { origin } = new URL(page.url());
  await page.context().addCookies([{ name: 'locale', value: language, url: origin }]);
  await page.goto('/settings/sources');
}

test.afterEach(() => lab.noTrouble());
