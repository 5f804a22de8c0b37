import { expect, test } from './people';
import { VBR } from './seed';

test('from the matrix to the whole answer, by keyboard', async ({ engineer }) => {
  await engineer.goto('/reachability/matrix?kind=pool');
  const grid = engineer.getByRole('grid', { name: 'Who reaches whom' });
  await expect(grid.getByRole('gridcell').first()).toBeVisible();
  await grid.press('ArrowDown');
  await grid.press('Control+End');
  await expect(grid.locator('[aria-selected=true]')).toHaveCount(1);
  await expect(engineer.getByRole('link', { name: 'Follow both ways' })).toBeVisible();
  await grid.press('Enter');
  await engineer.waitForURL(/\/reachability\?from=[^&]+&to=[^&]+$/);
  await expect(engineer.getByRole('heading', { name: 'Forward' })).toBeVisible();
  await expect(engineer.getByRole('heading', { name: 'Return' })).toBeVisible();
  await engineer.goBack();
  await expect(grid.locator('[aria-selected=true]')).toHaveCount(1);
});

test('an end is proposed while one types, and a link shared is the same question', async ({ engineer }) => {
  await engineer.goto('/reachability');
  const from = engineer.getByRole('combobox', { name: 'From' });
  await from.fill('np-ed');
  await engineer
    .getByRole('option', { name: /np-edge/ })
    .first()
    .click();
  await expect(from).toHaveValue('np-edge');
  await engineer.getByRole('combobox', { name: 'To' }).fill('192.0.2.1');
  await engineer.getByRole('button', { name: 'Trace' }).click();
  await engineer.waitForURL(/from=np-edge&to=192\.0\.2\.1/);
  await expect(engineer.getByRole('heading', { name: 'Return' })).toBeVisible();
  await engineer.goto('/reachability?from=np-edge&to=nobody');
  await expect(engineer.getByText('“nobody” is no address')).toBeVisible();
});

test.describe('in Chinese', () => {
  test.use({ language: 'zh-CN' });

  test('a failure is tried in the picture, and left again', async ({ approver }) => {
    await approver.goto('/reachability/failures');
    const named = approver.getByRole('cell', { name: `边界路由器 ${VBR}`, exact: true });
    const row = approver.getByRole('row').filter({ has: named });
    await row.getByRole('link', { name: '显示' }).click();
    await approver.waitForURL(/\/topology\?fails=vbr/);
    await expect(approver.getByText('这是假设的状态，并非当前状态。')).toBeVisible();
    await approver.getByRole('button', { name: '返回当前状态' }).click();
    await expect(approver.getByText('这是假设的状态，并非当前状态。')).toHaveCount(0);
    await expect(approver.getByRole('button', { name: '假如故障' })).toBeVisible();
  });
});
