import type { Page } from '@playwright/test';
import { ask, order } from './ask';
import { expect, test, type Language } from './people';

const SITE = 'dc-pudong';
const sites = (kind: string, prefix: string, note: string) =>
  `key,kind,title_en,host_prefixes,note\n${SITE},${kind},Pudong data centre,${prefix},${note}\n`;
const lans = `site,key,prefix,gateway_address\n${SITE},${SITE}/hall,172.31.10.0/24,172.31.10.1\n`;

const english = {
  importFile: 'Import file',
  errors: '2 errors',
  suggestion: 'Did you mean 172.31.0.0/16?',
  lans: /^LANs/,
  ofNote: /^Note of dc-pudong/,
  keep: 'Keep',
  nothing: 'Nothing to import',
  note: 'Note',
  save: 'Save',
  meanwhile: 'Somebody else edited this meanwhile',
  noteOfWhom: 'Keep for Note',
  mine: 'Mine',
  take: 'Go on with this',
  retire: 'Retire',
  retireIt: /^Retire/,
  text: 'Text of the file',
  check: 'Check file',
  importOne: 'Import 1 fact',
};
const chinese: typeof english = {
  importFile: '导入文件',
  errors: '2 处错误',
  suggestion: '是否想写 172.31.0.0/16？',
  lans: /^局域网/,
  ofNote: /^dc-pudong 的备注/,
  keep: '保留',
  nothing: '没有可导入的内容',
  note: '备注',
  save: '保存',
  meanwhile: '期间已有他人编辑',
  noteOfWhom: '备注 保留哪一方',
  mine: '我的',
  take: '以此继续',
  retire: '停用',
  retireIt: /停用/,
  text: '文件内容',
  check: '检查文件',
  importOne: '导入 1 条声明',
};

for (const [language, words] of Object.entries({ en: english, 'zh-CN': chinese }) as [Language, typeof english][])
  test.describe(language, () => {
    test.use({ language });

    test('somebody brings in a site by file: told of every mistake at once, asked what is to stay, edits it while somebody else does, and takes it out again', async ({
      engineer,
      admin,
    }) => {
      const check = async (text: string) => {
        await engineer.getByRole('textbox', { name: words.text }).fill(text);
        await engineer.getByRole('button', { name: words.check }).click();
      };
      const bringIn = async (text: string) => {
        await check(text);
        await engineer.getByRole('button', { name: words.importOne }).click();
        await engineer.waitForURL('**/settings/sources');
      };
      await engineer.goto('/sites');
      await engineer.getByRole('link', { name: words.importFile }).click();
      await check(sites('data-center', '172.31.0.1/16', 'Two rooms'));
      await expect(engineer.getByText(words.errors)).toBeVisible();
      await expect(engineer.getByText(words.suggestion)).toBeVisible();

      await bringIn(sites('data-centre', '172.31.0.0/16', 'Two rooms'));
      await engineer.goto('/settings/sources/import');
      await bringIn(lans);
      await engineer.goto('/sites');
      await engineer.getByRole('link', { name: SITE }).click();
      await engineer.getByRole('tab', { name: words.lans }).click();
      await expect(engineer.getByRole('row').filter({ hasText: '172.31.10.0/24' })).toBeVisible();
      await engineer.goto(`/ledger?q=172.31.10.7`);
      await expect(engineer.getByRole('row').filter({ hasText: '172.31.10.0/24' })).toBeVisible();

      await engineer.goto('/settings/sources/import');
      await check(sites('data-centre', '172.31.0.0/16', 'Three rooms'));
      await expect(engineer.getByText('Three rooms', { exact: true })).toBeVisible();
      await engineer.getByLabel(words.ofNote).getByText(words.keep).click();
      await expect(engineer.getByRole('button', { name: words.nothing })).toBeDisabled();

      const editNote = async (page: Page, note: string) => {
        await page.goto(`/sites/declare?section=sites&key=${SITE}`);
        await page.getByLabel(words.note).fill(note);
      };
      const save = (page: Page) => page.getByRole('button', { name: words.save, exact: true }).click();
      await editNote(engineer, 'Four rooms');
      await editNote(admin, 'Five rooms');
      await save(admin);
      await admin.waitForURL(`**/sites/${SITE}`);
      // Nobody reloads, and nobody's words are lost.
      await expect(engineer.getByText(words.meanwhile)).toBeVisible();
      for (const note of ['Two rooms', 'Four rooms', 'Five rooms'])
        await expect(engineer.getByRole('cell', { name: note })).toBeVisible();
      await engineer.getByLabel(words.noteOfWhom).getByText(words.mine).click();
      await engineer.getByRole('button', { name: words.take }).click();
      await save(engineer);
      await engineer.waitForURL(`**/sites/${SITE}`);
      await expect(engineer.getByText('Four rooms')).toBeVisible();

      await engineer.goto(`/sites/declare?section=sites&key=${SITE}`);
      await engineer.getByRole('button', { name: words.retire }).click();
      await engineer.getByRole('alertdialog').getByRole('button', { name: words.retireIt }).click();
      await engineer.waitForURL('**/sites');
      await expect(engineer.getByRole('link', { name: SITE })).toHaveCount(0);
    });
  });

test.afterEach(async ({ engineer }) => {
  const facts = await ask<{ section: string; key: string; version: number }[]>(engineer, 'inventory.list', {});
  const left = facts.find(({ section, key }) => section === 'sites' && key === SITE);
  if (left)
    await order(engineer, 'inventory.retire', { facts: [{ section: 'sites', key: SITE, version: left.version }] });
});
