import type { Page } from '@playwright/test';
import { ask, order } from './ask';
import { expect, test } from './people';

const SITE = 'dc-pudong';
const sites = (kind: string, prefix: string, note: string) =>
  `key,kind,title_en,host_prefixes,note\n${SITE},${kind},Pudong data centre,${prefix},${note}\n`;
const lans = `site,key,prefix,gateway_address\n${SITE},${SITE}/hall,172.31.10.0/24,172.31.10.1\n`;

test('somebody brings in a site by file: told of every mistake at once, asked what is to stay, and takes it out again', async ({
  engineer,
}) => {
  await engineer.goto('/sites');
  await engineer.getByRole('link', { name: 'Import file' }).click();
  await check(engineer, sites('data-center', '172.31.0.1/16', 'Two rooms'));
  await expect(engineer.getByText('2 errors')).toBeVisible();
  await expect(engineer.getByText('Did you mean 172.31.0.0/16?')).toBeVisible();

  await bringIn(engineer, sites('data-centre', '172.31.0.0/16', 'Two rooms'));
  await engineer.goto('/settings/sources/import');
  await bringIn(engineer, lans);
  await engineer.goto('/sites');
  await engineer.getByRole('link', { name: SITE }).click();
  await engineer.getByRole('tab', { name: /^LANs/ }).click();
  await expect(engineer.getByRole('row').filter({ hasText: '172.31.10.0/24' })).toBeVisible();
  await engineer.goto(`/ledger?q=172.31.10.7`);
  await expect(engineer.getByRole('row').filter({ hasText: '172.31.10.0/24' })).toBeVisible();

  await engineer.goto('/settings/sources/import');
  await check(engineer, sites('data-centre', '172.31.0.0/16', 'Three rooms'));
  await expect(engineer.getByText('Three rooms')).toBeVisible();
  await engineer
    .getByLabel(/^Note of dc-pudong/)
    .getByText('Keep')
    .click();
  await expect(engineer.getByRole('button', { name: 'Nothing to import' })).toBeDisabled();

  await engineer.goto(`/sites/declare?section=sites&key=${SITE}`);
  await engineer.getByRole('button', { name: 'Retire' }).click();
  await engineer
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Retire/ })
    .click();
  await engineer.waitForURL('**/sites');
  await expect(engineer.getByRole('link', { name: SITE })).toHaveCount(0);
});

async function check(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Text of the file' }).fill(text);
  await page.getByRole('button', { name: 'Check file' }).click();
}

async function bringIn(page: Page, text: string): Promise<void> {
  await check(page, text);
  await page.getByRole('button', { name: 'Import 1 fact' }).click();
  await page.waitForURL('**/settings/sources');
}

test.afterEach(async ({ engineer }) => {
  const facts = await ask<{ section: string; key: string; version: number }[]>(engineer, 'inventory.list', {});
  const left = facts.find(({ section, key }) => section === 'sites' && key === SITE);
  if (left)
    await order(engineer, 'inventory.retire', { facts: [{ section: 'sites', key: SITE, version: left.version }] });
});
