import { readFile } from 'node:fs/promises';
import { expect, test } from './people';

test.use({ language: 'zh-CN' });

test('who reads Chinese finds a prefix, follows it, keeps the view, takes the picture along and looks back', async ({
  approver,
}) => {
  await approver.goto('/topology');
  await approver.getByRole('combobox', { name: '查找设备或地址' }).fill('10.0.0.128/25');
  await approver
    .getByRole('option', { name: /edge-hz1-a2/ })
    .first()
    .click();
  await expect(approver.getByRole('complementary', { name: 'edge-hz1-a2' })).toBeVisible();

  await approver.getByRole('button', { name: '路径' }).click();
  await approver.getByLabel('源', { exact: true }).fill('np-cloud');
  await approver.getByLabel('目的', { exact: true }).fill('10.0.0.200');
  await approver.getByRole('button', { name: '查看路径' }).click();
  const path = approver.getByRole('region', { name: '路径' });
  await expect(path.getByText('np-cloud ⇄ 10.0.0.200')).toBeVisible();
  await expect(path.getByText(/^去程(可达|中断|未知)$/)).toBeVisible();

  const name = `第二个节点 ${Date.now()}`;
  await approver.getByRole('button', { name: '视图收藏' }).click();
  await approver.getByRole('menuitem', { name: '保存当前视图' }).click();
  await approver.getByLabel('名称').fill(name);
  await approver.getByRole('button', { name: '保存视图' }).click();
  await approver.waitForURL(/saved=/);
  await approver.goto(`/views/${new URL(approver.url()).searchParams.get('saved')}`);
  await approver.waitForURL(/\/topology\?.*from=np-cloud/);
  await expect(path.getByText('np-cloud ⇄ 10.0.0.200')).toBeVisible();

  const file = approver.waitForEvent('download');
  await approver.getByRole('button', { name: '导出' }).click();
  await approver.getByRole('menuitem', { name: '图片（SVG）' }).click();
  expect(await readFile(await (await file).path(), 'utf8')).toContain('edge-hz1-a2');

  await approver.getByRole('region', { name: '时间' }).getByRole('listitem').last().getByRole('button').click();
  await expect(approver.getByText('历史状态只读，不可变更。')).toBeVisible();
  await approver.getByRole('button', { name: '回到当前' }).click();
  await expect(approver.getByText('历史状态只读，不可变更。')).toHaveCount(0);

  await approver.getByRole('button', { name }).click();
  await approver.getByRole('menuitem', { name: '删除视图' }).click();
  await approver.getByRole('alertdialog').getByRole('button', { name: '删除视图' }).click();
  await expect(approver.getByRole('button', { name: '视图收藏' })).toBeVisible();
});
