// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { messagesFor } from '@/components/i18n/messages';
import { I18nProvider } from '@/components/i18n/provider';
import { levelOf, type LedgerBlock } from '@/domain/ledger/block';
import { type LedgerQuestion, readyLedger } from '@/domain/ledger/ready-ledger';
import { parsePrefix } from '@/domain/net/prefix';
import { LedgerPage } from './ledger-page';

const ask = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: vi.fn() }) }));
vi.mock('@/components/people/use-me', () => ({ useMe: () => ({ may: () => true }) }));
vi.mock('@/components/audit/object-names', () => ({ useObjectNames: () => ({ personName: () => 'Lin' }) }));
vi.mock('./reserve-form', () => ({ ReserveForm: () => <p>what is to be reserved</p> }));
vi.mock('./block-panel', () => ({ BlockPanel: ({ id }: { id: string }) => <p>open: {id}</p> }));
vi.mock('@/components/api/client', () => {
  const query = (name: string) => ({
    queryOptions: (input: unknown, more: object = {}) => ({
      queryKey: [name, input],
      queryFn: () => ask(name, input) as unknown,
      ...more,
    }),
  });
  return { useTRPC: () => ({ ledger: { read: query('read'), list: query('list'), history: query('history') } }) };
});

const block = (prefix: string): LedgerBlock => ({
  ...{ id: prefix, routingDomain: 'default', level: levelOf('host'), role: 'host', state: 'declared' },
  prefix: parsePrefix(prefix),
});
const blocks = Array.from({ length: 15 }, (_, n) => block(`172.16.${n}.0/24`));
const LAST = '172.16.14.0/24';
const problem = {
  ...{ code: 'F05', kind: 'overlap', severity: 'error', blocks: [LAST] },
  params: { prefix: LAST, owner: 'dc-1', other: '172.16.13.0/23', otherOwner: 'dc-2' },
};

const THEN = '2026-03-18T14:00:00.000Z';
const event = {
  ...{ id: 'r1', prefix: '10.9.0.0/16', role: 'host', state: 'reserved', owner: null, site: null, note: 'new hall' },
  ...{ createdAt: new Date(THEN), createdBy: 'lin', releasedAt: null, releasedBy: null },
};

/** One row stands for ten: a hundred take seconds here. */
function pageOf(question: LedgerQuestion) {
  const page = readyLedger(blocks).page({ ...question, pageSize: question.pageSize / 10 });
  return { ...page, found: page.found * 10 };
}

function show(searchParams = '') {
  ask.mockImplementation((name: string, question: LedgerQuestion) =>
    Promise.resolve(
      name === 'list'
        ? pageOf(question)
        : name === 'history'
          ? { events: [event], older: false }
          : { all: 15, problems: [problem], problemCount: 1, capacities: [], capacityCount: 0 },
    ),
  );
  return render(
    <NuqsTestingAdapter searchParams={searchParams} hasMemory>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <I18nProvider locale="en" messages={messagesFor('en')} renderedAt={0}>
          <LedgerPage />
        </I18nProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
}

const rowOf = (prefix: string) =>
  [...document.querySelectorAll('tr')].find((row) => row.querySelector('td')?.textContent === prefix) ?? null;

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe('the ledger', () => {
  it.each(['', '?q=172.16.3.9', '?page=1&sort=prefix'])(
    'turns to what is wrong and goes on from there by keyboard, from "%s"',
    async (address) => {
      const user = userEvent.setup();
      show(address);
      await waitFor(() => expect(document.querySelector('tbody tr')).not.toBeNull());
      screen
        .getByText(/overlaps/)
        .closest('button')
        ?.focus();
      await user.keyboard('{Enter}');
      await waitFor(() => expect(document.activeElement).toBe(rowOf(LAST)));
      expect(rowOf(LAST)?.getAttribute('aria-selected')).toBe('true');
      await user.keyboard('k{Enter}');
      expect(await screen.findByText('open: 172.16.13.0/24')).toBeTruthy();
    },
  );

  it('leaves the page to the person while a block is open', async () => {
    const user = userEvent.setup();
    show(`?block=${LAST}`);
    await waitFor(() => expect(rowOf(LAST)).not.toBeNull());
    await user.click(screen.getByLabelText('Page before'));
    await waitFor(() => expect(rowOf('172.16.0.0/24')).not.toBeNull());
    expect(document.activeElement?.tagName).not.toBe('TR');
  });

  it('goes to the moment of what has happened, where nothing is reserved any more', async () => {
    const user = userEvent.setup();
    show('?reserve=true');
    await screen.findByText('what is to be reserved');
    await user.click(await screen.findByRole('button', { name: /ago/ }));
    await screen.findByText(/Shown as it was known on/);
    for (const name of ['read', 'list', 'history'])
      expect(ask).toHaveBeenCalledWith(name, expect.objectContaining({ at: THEN }));
    expect(screen.queryByText('what is to be reserved')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Reserve block' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Back to now' }));
    expect(await screen.findByRole('button', { name: 'Reserve block' })).toBeTruthy();
  });

  it('says what can be typed, also to who only hears it, and when nothing is found', async () => {
    show('?q=nobody');
    const field = await screen.findByRole('textbox');
    expect(field.getAttribute('placeholder')).toBe('Text, prefix or address');
    const hint = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toContain('what contains it and what lies in it');
    await screen.findByText('Nothing matches the filter');
    expect(screen.getAllByText(hint?.textContent ?? '')).toHaveLength(2);
  });
});
