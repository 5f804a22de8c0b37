import { readFile } from 'node:fs/promises';
import { expect, test } from './people';
import { COLUMNS } from './seed';

test.use({ language: 'zh-CN' });

test('who reads Chinese finds a prefix, follows it over the columns, shares the view, takes the picture along and looks back', async ({
  approver,
  engineer,
}) => {
  await approver.goto('/topology');
  await approver.getByRole('combobox', { name: '查找设备或地址' }).fill('10.0.0.128/25');
  await approver
    .getByRole('option', { name: /edge-hz1-a2/ })
    .first()
    .click();
  const inspector = approver.getByRole('complementary', { name: 'edge-hz1-a2' });
  await expect(inspector).toBeVisible();

  await approver.getByRole('button', { name: '路径' }).click();
  await approver.getByLabel('源', { exact: true }).fill('np-cloud');
  await approver.getByLabel('目的', { exact: true }).fill('10.0.0.128/25');
  await approver.getByRole('button', { name: '查看路径' }).click();
  const path = approver.getByRole('region', { name: '路径' });
  await expect(path.getByText('np-cloud ⇄ 10.0.0.128/25')).toBeVisible();
  await expect(path.getByText(/^去程(可达|中断|未知)$/)).toBeVisible();
  await inspector.getByRole('tab', { name: '路径' }).click();
  await expect(inspector.getByRole('list', { name: '去程' })).toContainText(COLUMNS);

  const name = `第二个节点 ${Date.now()}`;
  await approver.getByRole('button', { name: '视图收藏' }).click();
  await approver.getByRole('menuitem', { name: '保存当前视图' }).click();
  await approver.getByLabel('名称').fill(name);
  await approver.getByRole('switch', { name: /所有/ }).click();
  await approver.getByRole('button', { name: '保存视图' }).click();
  await approver.waitForURL(/saved=/);
  const view = new URL(approver.url()).searchParams.get('saved');
  await engineer.goto(`/views/${view}`);
  await engineer.waitForURL(/\/topology\?.*from=np-cloud/);
  await expect(engineer.getByRole('region', { name: '路径' }).getByText('np-cloud ⇄ 10.0.0.128/25')).toBeVisible();
  await expect(engineer.getByRole('button', { name })).toBeVisible();

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
  await engineer.goto(`/views/${view}`);
  await expect(engineer.getByText('无法打开这个视图')).toBeVisible();
});
