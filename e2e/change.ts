import { expect, type Page } from '@playwright/test';
import { ask } from './ask';
import { type Effect, effectsSince } from './lab';
import type { Language } from './people';
import { words } from './words';

/** The road of one change through the screens, as its people walk it. */

type PlanOptions = {
  language?: Language;
  /** puts the engineer's name on whatever the form wants a name for */ accept?: boolean;
};

/** Gives the reason and plans what the form holds; the number of the change that waits for approval. */
export async function plan(page: Page, reason: string, { language = 'en', accept }: PlanOptions = {}): Promise<number> {
  const say = words[language];
  await page.getByLabel(say.reason, { exact: true }).fill(reason);
  const button = page.getByRole('button', { name: say.plan });
  await expect(async () => {
    // One answer may raise the next question.
    if (accept) for (const box of await page.getByRole('checkbox', { name: /^I accept/ }).all()) await box.check();
    await expect(button).not.toHaveAttribute('aria-disabled', 'true', { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await button.click();
  await page.waitForURL(/\/changes\/\d+$/);
  await expectStatus(page, say.waiting);
  return Number(new URL(page.url()).pathname.split('/').at(-1));
}

export async function approve(page: Page, change: number, language: Language = 'en'): Promise<void> {
  const say = words[language];
  await page.goto(`/changes/${change}`);
  await page.getByRole('button', { name: say.approve }).click();
  await expectStatus(page, say.approved);
}

/** Presses apply on the page of an approved change. */
export async function apply(page: Page, language: Language = 'en'): Promise<void> {
  await page.getByRole('button', { name: words[language].apply }).click();
}

/** The badge beside the title, once it says so. */
export async function expectStatus(page: Page, status: string, timeout = 20_000): Promise<void> {
  await expect(page.getByRole('main').locator('header').getByText(status, { exact: true })).toBeVisible({ timeout });
}

/** The badge beside the title, once it says one of several; which one. */
export async function expectEnd<T extends string>(page: Page, ends: readonly T[], timeout: number): Promise<T> {
  const badge = page
    .getByRole('main')
    .locator('header')
    .getByText(new RegExp(`^(${ends.join('|')})$`));
  await expect(badge).toBeVisible({ timeout });
  return (await badge.innerText()) as T;
}

type Kept = { change: { id: string }; lanes: readonly { key: string }[] };
type Row = { action: string; result: string };

/** What holds of every change at its end: the lanes are free, and each effect on the outside since then has its row in the audit. */
export async function expectKeptPromises(page: Page, number: number, before: readonly Effect[]): Promise<void> {
  const { change, lanes } = await ask<Kept>(page, 'changes.get', { number });
  expect(lanes).toEqual([]);
  const { entries } = await ask<{ entries: Row[] }>(page, 'audit.ofChange', { changeId: change.id, limit: 200 });
  const rows = entries.filter(({ action, result }) => action.startsWith('step.') && result === 'done');
  expect(rows).toHaveLength((await effectsSince(before)).length);
}
