import type { Page } from '@playwright/test';

/** Asks the product as its pages do, in the session of a person: for what no screen shows at one look. */
export function ask<T>(page: Page, path: string, input: object): Promise<T> {
  return call(page, { path: `${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}` }) as Promise<T>;
}

/** The same for a command. */
export function order(page: Page, path: string, input: object): Promise<unknown> {
  return call(page, { path, body: JSON.stringify({ json: input }) });
}

function call(page: Page, request: { path: string; body?: string }): Promise<unknown> {
  return page.evaluate(async ({ path, body }) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`/api/trpc/${path}`, body === undefined ? {} : { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { result: { data: { json: unknown } } }).result.data.json;
  }, request);
}
