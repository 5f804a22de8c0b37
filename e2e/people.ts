import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { accountOf, type Account } from './product';

export { expect } from '@playwright/test';

type Role = 'engineer' | 'approver' | 'admin';
export type Language = 'en' | 'zh-CN';
type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs in on the sign-in page, as people do. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

type People = Record<Role, Page> & { language: Language };

/** A test with people in it: each signed in once, each in a browser of their own. */
export const test = base.extend<People, { sessions: Map<Role, Session> }>({
  language: ['en', { option: true }],
  // Playwright reads from the pattern which fixtures are needed.
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],
  engineer: ({ browser, sessions, language }, use) => visit('engineer', { browser, sessions, language }, use),
  approver: ({ browser, sessions, language }, use) => visit('approver', { browser, sessions, language }, use),
  admin: ({ browser, sessions, language }, use) => visit('admin', { browser, sessions, language }, use),
});

type Door = { browser: Browser; sessions: Map<Role, Session>; language: Language };

async function visit(role: Role, { browser, sessions, language }: Door, give: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ storageState: sessions.get(role), locale: language });
  const page = await context.newPage();
  if (!sessions.has(role)) {
    await signIn(page, accountOf(role));
    sessions.set(role, await context.storageState());
  }
  await give(page);
  await context.close();
}
