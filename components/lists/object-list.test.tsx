// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { I18nProvider } from '@/components/i18n/provider';
import { messagesFor } from '@/components/i18n/messages';
import { noticeStore } from '@/components/ui/toast-store';
import type { ListKind } from '@/domain/lists/list';
import { ObjectList } from './object-list';
import type { Holder } from './row-changes';

const push = vi.hoisted(() => vi.fn());
const ask = vi.hoisted(() => vi.fn());
const reach = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));
vi.mock('@/components/api/client', () => ({
  useTRPC: () => ({
    changes: { reach: { queryOptions: () => ({ queryKey: ['reach'], queryFn: () => reach() as unknown }) } },
    estate: {
      list: {
        queryOptions: (input: unknown, more: object = {}) => ({
          queryKey: ['list', input],
          queryFn: () => ask(input) as unknown,
          ...more,
        }),
      },
    },
  }),
}));

const node = (name: string) => ({
  kind: 'node',
  id: `c0|${name}`,
  key: name,
  status: 'broken',
  cells: { cluster: 'c0', pool: 'np-1', address: '=1+1', schedulable: false },
  observedAt: '2026-03-18T14:00:00.000Z',
  stale: false,
});
const counts = { healthy: 0, warning: 0, broken: 120, unknown: 0, changing: 0 };

function show(searchParams = '', kind: ListKind = 'node', holder?: Holder) {
  const locale = 'en';
  return render(
    <NuqsTestingAdapter searchParams={searchParams} hasMemory>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <I18nProvider locale={locale} messages={messagesFor(locale)} renderedAt={Date.UTC(2026, 2, 18, 14, 1)}>
          <ObjectList kind={kind} holder={holder} />
        </I18nProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
}

beforeEach(() => reach.mockResolvedValue({ everywhere: false, routers: [] }));
afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.clearAllMocks();
});

describe('a list of routes', () => {
  const router = { kind: 'vbr', key: 'vbr-1' } as const;
  const route = (prefix: string, type: string, nextHop = 'ri-1') => ({
    ...node(prefix),
    kind: 'route',
    router,
    cells: { prefix, type, nextHop, table: 'vtb-1' },
  });
  const answer = {
    rows: [route('10.0.0.0/16', 'custom'), route('10.1.0.0/16', 'bgp')],
    page: 1,
    found: 2,
    all: 2,
    counts,
  };
  const links = () => screen.queryAllByRole('link').map((each) => [each.textContent, each.getAttribute('href')]);

  it('leads to the changes of each row that people have written, for who may', async () => {
    ask.mockResolvedValue(answer);
    reach.mockResolvedValue({ everywhere: false, routers: [router] });
    show('', 'route', { router });
    await screen.findByRole('link', { name: 'Remove route 10.0.0.0/16' });
    const place = 'vbr=vbr-1&table=vtb-1&prefix=10.0.0.0%2F16&nextHop=ri-1';
    expect(links().filter(([, href]) => href?.startsWith('/changes'))).toEqual([
      ['Add route', '/changes/new?operation=add-route-entry&vbr=vbr-1'],
      ['Move', `/changes/new?operation=move-route-entry&${place}`],
      ['Remove', `/changes/new?operation=remove-route-entry&${place}`],
    ]);
  });

  it.each([
    ['of others', '', { everywhere: false, routers: [{ kind: 'vpc', key: 'vbr-1' }] }],
    ['of the past', '?at=2026-03-18T14:00:00.000Z', { everywhere: true, routers: [] }],
  ])('%s offers no change', async (_of, address, may) => {
    ask.mockResolvedValue(answer);
    reach.mockResolvedValue(may);
    show(address, 'route', { router });
    await screen.findByRole('row', { name: /10\.1/u });
    await waitFor(() => expect(reach).toHaveBeenCalled());
    expect(links().filter(([, href]) => href?.startsWith('/changes'))).toEqual([]);
  });
});

describe('a list of objects', () => {
  it('asks for what the address says', async () => {
    ask.mockResolvedValue({ rows: [node('edge-1')], page: 2, found: 120, all: 300, counts });
    show('?q=edge&status=broken&sort=-pool&page=2');
    const row = await screen.findByRole('row', { name: /edge-1/u });
    expect(ask).toHaveBeenCalledWith({
      kind: 'node',
      text: 'edge',
      statuses: ['broken'],
      sort: { column: 'pool', descending: true },
      page: 2,
      pageSize: 50,
    });
    expect(within(row).getByRole('link', { name: 'edge-1' }).getAttribute('href')).toBe('/clusters/nodes/c0%7Cedge-1');
    expect(within(row).getByRole('link', { name: 'np-1' }).getAttribute('href')).toBe('/clusters/pools/np-1');
    expect(screen.getByText('2 of 3')).toBeTruthy();
  });

  it('sorts and narrows by asking again, from the first page', async () => {
    ask.mockResolvedValue({ rows: [node('edge-1')], page: 3, found: 120, all: 120, counts });
    show('?page=3');
    await userEvent.click(await screen.findByRole('button', { name: 'Address' }));
    await waitFor(() =>
      expect(ask).toHaveBeenLastCalledWith(
        expect.objectContaining({ page: 1, sort: { column: 'address', descending: false } }),
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: /Broken/u }));
    await waitFor(() => expect(ask).toHaveBeenLastCalledWith(expect.objectContaining({ statuses: ['broken'] })));
  });

  it('opens the row that the keys have gone to', async () => {
    ask.mockResolvedValue({ rows: [node('edge-1'), node('edge-2')], page: 1, found: 2, all: 2, counts });
    show();
    await screen.findByRole('row', { name: /edge-2/u });
    await userEvent.keyboard('jj{Enter}');
    expect(push).toHaveBeenCalledWith('/clusters/nodes/c0%7Cedge-2');
  });

  it('copies every page of what is filtered, and nothing a spreadsheet would run', async () => {
    const rows = Array.from({ length: 201 }, (_, at) => node(`edge-${at}`));
    ask.mockImplementation(({ page, pageSize }: { page: number; pageSize: number }) => ({
      rows: rows.slice((page - 1) * pageSize, page * pageSize),
      page,
      found: rows.length,
      all: rows.length,
      counts,
    }));
    const user = userEvent.setup();
    show();
    // By text: to work out the roles of so many rows takes seconds.
    await screen.findByText('edge-0');
    await user.click(screen.getByLabelText('Copy as CSV'));
    await waitFor(async () => expect((await navigator.clipboard.readText()).split('\r\n')).toHaveLength(203));
    expect(await navigator.clipboard.readText()).toContain(`,'=1+1,`);
  });

  it('copies the columns that are shown, and says so when it cannot', async () => {
    ask.mockResolvedValue({ rows: [node('edge-1')], page: 1, found: 1, all: 1, counts });
    localStorage.setItem('columns:list:node', JSON.stringify(['address', 'pool']));
    const user = userEvent.setup();
    show();
    await screen.findByText('edge-1');
    await user.click(screen.getByLabelText('Copy as CSV'));
    await waitFor(async () => expect(await navigator.clipboard.readText()).toMatch(/^Node,State,Cluster,Site,/u));
    ask.mockRejectedValue(new Error('gone'));
    await user.click(screen.getByLabelText('Copied'));
    await waitFor(() => expect(noticeStore.snapshot().at(-1)?.title).toMatch(/could not be copied/u));
  });

  it('copies where the browser offers no clipboard', async () => {
    ask.mockResolvedValue({ rows: [node('edge-1')], page: 1, found: 1, all: 1, counts });
    const user = userEvent.setup();
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    let selected = '';
    document.execCommand = () => {
      selected = document.querySelector('textarea')?.value ?? '';
      return true;
    };
    show();
    await screen.findByText('edge-1');
    await user.click(screen.getByLabelText('Copy as CSV'));
    await screen.findByLabelText('Copied');
    expect(selected).toContain('edge-1');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('teaches where there is nothing, and says why where it failed', async () => {
    ask.mockResolvedValue({ rows: [], page: 1, found: 0, all: 0, counts });
    show();
    expect(await screen.findByText(/as soon as a source reads the cluster/u)).toBeTruthy();
    cleanup();
    ask.mockRejectedValue(new Error('gone'));
    show();
    expect((await screen.findByRole('alert')).textContent).toContain('This could not be read');
  });
});
