import type { Page } from '@playwright/test';
import { ask, order } from './ask';
import { lab } from './lab';
import { expect, test, type Language } from './people';
import { readSources } from './seed';

/** What silence is called, and one source of each kind, in the words of the pages. */
const english = {
  notRead: 'Not read.',
  systems: ['VPC and Express Connect', 'Container service', 'Kubernetes cluster', 'Gateway: GoBGP'],
  silent: /^Source \S+ is silent; last read/,
  stale: 'stale,',
  tooOld: /the last reading by source \S+ is too old/,
  unknown: 'Unknown',
};
const chinese: typeof english = {
  notRead: '未能读取。',
  systems: ['专有网络与高速通道账号', '容器服务（ACK）账号', 'Kubernetes 集群', '网关：GoBGP'],
  silent: /^数据源 \S+ 无响应，上次读取于/,
  stale: '数据陈旧，',
  tooOld: /数据源 \S+ 最近一次读取已过期/,
  unknown: '未知',
};
const LANGUAGES: readonly (readonly [Language, typeof english])[] = [
  ['zh-CN', chinese],
  ['en', english],
];
const VERDICT = '/reachability?from=np-cloud&to=np-edge';

test('sources that fall silent are said to be, in both languages and wherever they are the ground; nothing is lost, and they recover', async ({
  engineer,
  admin,
}) => {
  test.setTimeout(300_000);
  await readEvery(admin, SHORTEST_SECONDS);
  await engineer.goto('/network/vbrs');
  const vbrs = engineer.getByRole('row').filter({ hasText: 'vbr-bp1hz' });
  await expect(vbrs).toHaveCount(2);
  await lab.trouble({ rules: [{ fault: { kind: 'error', status: 503, code: 'ServiceUnavailable' } }] });
  for (const [language, words] of LANGUAGES) {
    await speak(engineer, language);
    await engineer.goto('/settings/sources');
    for (const system of words.systems) {
      const panel = engineer.locator('section').filter({ hasText: system });
      await expect(panel.getByText(words.notRead).first()).toBeVisible({ timeout: 60_000 });
    }
    await expect(async () => {
      await engineer.goto('/network/vbrs');
      await expect(vbrs.filter({ hasText: words.stale })).toHaveCount(2, { timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
    await engineer.goto('/topology?view=table&find=vbr-bp1hz');
    await expect(vbrs.filter({ hasText: words.unknown })).toHaveCount(2);
    await vbrs.first().getByRole('button').click();
    await expect(engineer.getByRole('complementary').getByText(words.silent)).toBeVisible();
    await engineer.goto(VERDICT);
    await expect(engineer.getByText(words.tooOld).first()).toBeVisible();
  }
  await engineer.goto('/clusters/nodes');
  await expect(engineer.getByRole('row').filter({ hasText: 'edge-hz1-a' })).toHaveCount(3);
  await engineer.goto('/network/gateways/hz-sw-1?tab=gateway-peer');
  await expect(engineer.getByRole('row').filter({ hasText: '172.16.10.1' })).toHaveCount(2);

  await lab.noTrouble();
  await readEvery(admin, USUAL_SECONDS);
  await readSources(admin);
  for (const [language, words] of LANGUAGES) {
    await speak(engineer, language);
    await engineer.goto('/settings/sources');
    await expect(engineer.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(engineer.getByText(words.notRead)).toHaveCount(0, { timeout: 30_000 });
    await engineer.goto('/network/vbrs');
    await expect(vbrs).toHaveCount(2);
    await expect(vbrs.filter({ hasText: words.stale })).toHaveCount(0);
    await engineer.goto(VERDICT);
    await expect(engineer.getByRole('list').first()).toBeVisible();
    await expect(engineer.getByText(words.tooOld)).toHaveCount(0);
  }
});

test.afterEach(async ({ admin }) => {
  await lab.noTrouble();
  await readEvery(admin, USUAL_SECONDS);
});

/** What is silent for three intervals, and for half a minute at least, is stale. */
const SHORTEST_SECONDS = 10;
const USUAL_SECONDS = 60;

async function readEvery(page: Page, intervalSeconds: number): Promise<void> {
  if (page.url() === 'about:blank') await page.goto('/settings/sources');
  const sources = await ask<{ id: string; version: number; intervalSeconds: number }[]>(page, 'sources.list', {});
  const others = sources.filter((source) => source.intervalSeconds !== intervalSeconds);
  for (const { id, version } of others) await order(page, 'sources.edit', { sourceId: id, version, intervalSeconds });
}

/** From here on in that language, as whoever chose it sees it. */
async function speak(page: Page, language: Language): Promise<void> {
  const { origin } = new URL(page.url());
  await page.context().addCookies([{ name: 'locale', value: language, url: origin }]);
}
