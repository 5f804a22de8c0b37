import { expect, test } from './people';
import { accountOf } from './product';
import { expectReadable } from './readable';
import { REPAIR, SECOND_VBR, VBR } from './seed';

/** A page of each kind, and what shows that it has come. */
const PAGES: readonly { name: string; path: string; shows: string }[] = [
  { name: 'topology', path: '/topology', shows: 'main' },
  { name: 'two ends', path: '/reachability?from=np-cloud&to=np-edge', shows: 'ol' },
  { name: 'the matrix', path: '/reachability/matrix', shows: '[role=gridcell]' },
  { name: 'the failures', path: '/reachability/failures', shows: 'table' },
  { name: 'the findings', path: '/findings', shows: 'h1' },
  { name: 'the list of VBRs', path: '/network/vbrs', shows: 'table' },
  { name: 'a VBR', path: `/network/vbrs/${VBR}?tab=route`, shows: 'table' },
  { name: 'a new change', path: REPAIR, shows: 'form' },
  { name: 'a move', path: `/changes/new?operation=move-route-entry&vbr=${VBR}`, shows: '[role=combobox]' },
  { name: 'the changes', path: '/changes', shows: 'h1' },
  { name: 'the audit', path: '/audit', shows: 'h1' },
  { name: 'the sources', path: '/settings/sources', shows: 'h1' },
  { name: 'the people', path: '/settings/people', shows: 'h1' },
  { name: 'the tokens', path: '/settings/tokens?new=true', shows: 'form' },
];

test('signing in can be read by everybody', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectReadable(page, 'sign-in');
});

for (const { name, path, shows } of PAGES)
  test(`${name} can be read by everybody`, async ({ admin }) => {
    await admin.goto(path);
    await expect(admin.locator(shows).first()).toBeVisible();
    await expect(admin.locator('[aria-busy=true]')).toHaveCount(0);
    await expectReadable(admin, name);
  });

test('the keyboard leads everywhere', async ({ engineer }) => {
  await engineer.goto('/changes');
  await expect(engineer.locator('h1')).toBeVisible();
  // The page is there before its keys are.
  await expect(async () => {
    await engineer.keyboard.press('g');
    await engineer.keyboard.press('n');
    await engineer.waitForURL('**/network/vbrs', { timeout: 2_000 });
  }).toPass();
  await expect(engineer.getByRole('row').filter({ hasText: SECOND_VBR })).toBeVisible();
  await engineer.keyboard.press('j');
  await engineer.keyboard.press('Enter');
  await engineer.waitForURL(/\/network\/vbrs\/vbr-/);
  await engineer.keyboard.press('?');
  await expect(engineer.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await engineer.keyboard.press('Escape');
  await expect(engineer.getByRole('dialog')).toHaveCount(0);
  await engineer.keyboard.press('/');
  await engineer.keyboard.type(VBR);
  await expect(engineer.getByRole('option', { selected: true })).toContainText(VBR);
  await engineer.keyboard.press('Enter');
  await engineer.waitForURL(`**/network/vbrs/${VBR}*`);
});

test('language and theme are switched where one is, and stay', async ({ engineer }) => {
  await engineer.goto('/network/vbrs');
  await engineer.getByRole('button', { name: 'Language' }).click();
  await engineer.getByRole('menuitemradio', { name: '中文' }).click();
  await expect(engineer.getByRole('link', { name: '拓扑' })).toBeVisible();
  await engineer.getByRole('button', { name: '主题' }).click();
  await engineer.getByRole('menuitemradio', { name: '深色' }).click();
  await expect(engineer.locator('html')).toHaveAttribute('data-theme', 'dark');
  await engineer.reload();
  await expect(engineer.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(engineer.getByRole('link', { name: '拓扑' })).toBeVisible();
});

test('an address that leads nowhere says so and leads on', async ({ engineer }) => {
  await engineer.goto('/nowhere');
  await expect(engineer.getByText('There is nothing here')).toBeVisible();
  await expect(engineer.getByRole('link', { name: 'Open topology' })).toBeVisible();
});

test('who is not signed in comes back to the page after signing in, and can sign out', async ({ page }) => {
  await page.goto('/network/vbrs');
  await page.waitForURL(/\/sign-in\?next=%2Fnetwork%2Fvbrs$/);
  const { email, password } = accountOf('engineer');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Email or password is wrong.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/network/vbrs');
  await page.getByRole('button', { name: /^Your account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/changes');
  await page.waitForURL(/\/sign-in/);
});
