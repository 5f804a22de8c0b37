import { readFile } from 'node:fs/promises';
import { expect, test } from './people';
import { COLUMNS } from './seed';

test('somebody finds a prefix, follows it over the columns, looks back, shares the view and takes the picture along', async ({
  engineer,
  approver,
}) => {
  await engineer.goto('/topology');
  await engineer.getByRole('combobox', { name: 'Find device or address' }).fill('10.0.0.128/25');
  await engineer.getByRole('option', { name: /edge-hz1-a2/ }).click();
  const inspector = engineer.getByRole('complementary', { name: 'edge-hz1-a2' });
  await expect(inspector.getByText('10.0.0.128/25').first()).toBeVisible();

  await engineer.getByRole('button', { name: 'Path' }).click();
  await engineer.getByLabel('From').fill('np-cloud');
  await engineer.getByLabel('To', { exact: true }).fill('10.0.0.128/25');
  await engineer.getByRole('button', { name: 'Follow the path' }).click();
  const path = engineer.getByRole('region', { name: 'Path' });
  await expect(path.getByText('np-cloud ⇄ 10.0.0.128/25')).toBeVisible();
  await expect(path.getByText(/^Forward (reaches|broken|unknown)$/)).toBeVisible();
  await inspector.getByRole('tab', { name: 'Path' }).click();
  await expect(inspector.getByRole('list', { name: 'Forward' })).toContainText(COLUMNS);

  const name = `Toward the second node ${Date.now()}`;
  await engineer.getByRole('button', { name: 'Views' }).click();
  await engineer.getByRole('menuitem', { name: 'Save this view' }).click();
  await engineer.getByLabel('Name').fill(name);
  await engineer.getByRole('switch', { name: /Everybody/ }).click();
  await engineer.getByRole('button', { name: 'Save view' }).click();
  await engineer.waitForURL(/saved=/);
  const view = new URL(engineer.url()).searchParams.get('saved');
  await approver.goto(`/views/${view}`);
  await approver.waitForURL(/\/topology\?.*from=np-cloud/);
  await expect(approver.getByRole('region', { name: 'Path' }).getByText('np-cloud ⇄ 10.0.0.128/25')).toBeVisible();
  await expect(approver.getByRole('button', { name })).toBeVisible();
  // A link is for whoever opens it, in their language.
  await approver.context().addCookies([{ name: 'locale', value: 'zh-CN', url: new URL(approver.url()).origin }]);
  await approver.goto(`/views/${view}`);
  await expect(approver.getByRole('region', { name: '路径' }).getByText('np-cloud ⇄ 10.0.0.128/25')).toBeVisible();
  await expect(approver.getByRole('button', { name })).toBeVisible();

  const file = engineer.waitForEvent('download');
  await engineer.getByRole('button', { name: 'Export' }).click();
  await engineer.getByRole('menuitem', { name: 'Picture, SVG' }).click();
  const picture = await readFile(await (await file).path(), 'utf8');
  expect(picture).toMatch(/^<svg /);
  expect(picture).toContain('edge-hz1-a2');

  const marks = engineer.getByRole('region', { name: 'Time' }).getByRole('listitem');
  await marks.last().getByRole('button').click();
  await expect(engineer.getByText('Nothing can be changed in the past.')).toBeVisible();
  await engineer.getByRole('button', { name: 'Back to now' }).click();
  await expect(engineer.getByText('Nothing can be changed in the past.')).toHaveCount(0);

  await engineer.getByRole('button', { name }).click();
  await engineer.getByRole('menuitem', { name: 'Delete view' }).click();
  await engineer.getByRole('alertdialog').getByRole('button', { name: 'Delete view' }).click();
  await expect(engineer.getByRole('button', { name: 'Views' })).toBeVisible();
  await approver.goto(`/views/${view}`);
  await expect(approver.getByText('无法打开这个视图')).toBeVisible();
});
