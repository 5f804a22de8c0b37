import { expect, type Page } from '@playwright/test';
import { ask, order } from './ask';
import { lab } from './lab';
import type { Language } from './people';
import { words } from './words';

/** The route that the seed's VBR lacks, and the circuit beside it that lacks its peer. */
export const VBR = 'vbr-bp1hz';
export const TABLE = 'vtb-bp1vbr';
export const MISSING = '172.16.0.0/16';
export const TOWARD_DATA_CENTRE = 'ri-bp1vlan';
export const PEER = 'bgp-bp1hz';
/** What traffic from the cloud to the data centre passes, column by column of the picture. */
export const COLUMNS = /np-cloud.*vpc-bp1hz.*vbr-bp1hz.*pc-bp1hz.*hz-sw-1.*dc-hz1\/rack-a/;
export const SECOND_VBR = 'vbr-bp1hz2';
export const SECOND_GROUP = 'bgpg-bp1hz2';
export const SECOND_PEER = '169.254.10.6';

/** The note that says the route is missing, wherever findings are shown. */
export function missingRouteNote(page: Page, language: Language = 'en') {
  return page
    .locator('div')
    .filter({ has: page.getByRole('link', { name: words[language].fix }) })
    .filter({ hasText: MISSING })
    .filter({ hasText: new RegExp(`${VBR}(?!\\d)`) })
    .last();
}

/** Opens what the topology says is wrong beyond the worst, where that is not the missing route: which one it is, is not ours to know. */
export async function showAllFindings(page: Page, language: Language = 'en'): Promise<void> {
  const more = page.getByRole('button', { name: words[language].more });
  await expect(more.or(page.getByText(MISSING)).first()).toBeVisible();
  if (await more.isVisible()) await more.click();
}

export function routeRow(page: Page, prefix: string, language: Language = 'en') {
  return page.getByRole('table', { name: words[language].routes }).getByRole('row').filter({ hasText: prefix });
}

/** The form that adds the missing route, filled in. */
export const REPAIR = `/changes/new?${new URLSearchParams({
  operation: 'add-route-entry',
  vbr: VBR,
  table: TABLE,
  prefix: MISSING,
  nextHop: TOWARD_DATA_CENTRE,
})}`;

/** Reads every source now, as the button on the sources page does, rather than at the next interval. */
export async function readSources(page: Page): Promise<void> {
  const sources = await ask<{ id: string }[]>(page, 'sources.list', {});
  for (const { id } of sources) await order(page, 'sources.refresh', { sourceId: id });
}

/** Takes the route out behind everybody's back and waits until the product has seen it. */
export async function breakRouteAgain(page: Page, language: Language = 'en'): Promise<void> {
  if ((await lab.prefixesIn(TABLE)).includes(MISSING)) await lab.removeRoute(TABLE, MISSING);
  await page.goto(`/network/vbrs/${VBR}`);
  await expectOnceRead(page, () => expect(missingRouteNote(page, language)).toBeVisible({ timeout: 4_000 }));
}

/** Reads again until it is so: one reading may fall into the middle of a change out there. */
export async function expectOnceRead(page: Page, look: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await readSources(page);
    await look();
  }).toPass({ timeout: 40_000 });
}
