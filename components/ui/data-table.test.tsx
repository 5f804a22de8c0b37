// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DataTable, type DataColumn, type DataTableProps } from './data-table';

const push = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

type Row = { id: string; prefix: string; routes: number | null };
const columns: DataColumn<Row>[] = [
  { id: 'prefix', header: 'Destination', value: (row) => row.prefix, hideable: false },
  { id: 'routes', header: 'Routes', value: (row) => row.routes, align: 'end' },
];
const rows: Row[] = [
  { id: 'a', prefix: '10.0.10.0/24', routes: 7 },
  { id: 'b', prefix: '10.0.2.0/24', routes: null },
  { id: 'c', prefix: '192.168.0.0/16', routes: 3 },
];

function show(props: Partial<DataTableProps<Row>> = {}) {
  return render(
    <DataTable
      label="Routes"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      empty={<p>No routes yet</p>}
      {...props}
    />,
  );
}
const shown = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent);

afterEach(() => {
  cleanup();
  push.mockClear();
  window.localStorage.clear();
});

describe('a data table', () => {
  it('sorts up, down and back by its header, absent values last both ways', async () => {
    const user = userEvent.setup();
    show();
    const header = screen.getByRole('button', { name: 'Routes' });
    await user.click(header);
    expect(shown()).toEqual(['192.168.0.0/16', '10.0.10.0/24', '10.0.2.0/24']);
    await user.click(header);
    expect(shown()).toEqual(['10.0.10.0/24', '192.168.0.0/16', '10.0.2.0/24']);
    await user.click(header);
    expect(shown()).toEqual(rows.map((row) => row.prefix));
  });

  it('filters by typing and says how many are shown', async () => {
    const user = userEvent.setup();
    show();
    await user.type(screen.getByRole('textbox', { name: 'Filter: Routes' }), '192');
    expect(shown()).toEqual(['192.168.0.0/16']);
    expect(screen.getByText('1 of 3 rows')).toBeTruthy();
  });

  it('goes down and up with j and k from anywhere, and opens with Enter', async () => {
    const user = userEvent.setup();
    const onOpen = vi.fn();
    show({ onOpen });
    await user.keyboard('jj');
    expect(document.activeElement?.textContent).toContain('10.0.2.0/24');
    await user.keyboard('k{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[0]);
  });

  it('stops at the last row', async () => {
    const user = userEvent.setup();
    show();
    await user.keyboard('jjjjjj');
    expect(document.activeElement?.textContent).toContain('192.168.0.0/16');
  });

  it('leaves j to whoever is typing', async () => {
    const user = userEvent.setup();
    show();
    const filter = screen.getByRole('textbox', { name: 'Filter: Routes' });
    await user.type(filter, 'j');
    expect(document.activeElement).toBe(filter);
  });

  it('does not take focus back when the row of the cursor returns', async () => {
    const user = userEvent.setup();
    show();
    await user.keyboard('j');
    const filter = screen.getByRole('textbox', { name: 'Filter: Routes' });
    await user.type(filter, '192');
    await user.clear(filter);
    expect(shown()).toHaveLength(3);
    expect(document.activeElement).toBe(filter);
  });

  it('opens the row that Tab led to', async () => {
    const user = userEvent.setup();
    const onOpen = vi.fn();
    show({ onOpen, bare: true });
    await user.tab();
    await user.tab();
    await user.tab();
    await user.keyboard('{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[0]);
  });

  it('follows a row to where it leads', async () => {
    const user = userEvent.setup();
    show({ href: (row) => `/routes/${row.id}` });
    expect(screen.getByRole('link', { name: '10.0.10.0/24' }).getAttribute('href')).toBe('/routes/a');
    await user.keyboard('j{Enter}');
    expect(push).toHaveBeenCalledExactlyOnceWith('/routes/a');
  });

  it('copies what it shows, in the order it shows it, as CSV', async () => {
    const user = userEvent.setup();
    show({ initialSort: { id: 'prefix' } });
    await user.type(screen.getByRole('textbox', { name: 'Filter: Routes' }), '10.0');
    await user.click(screen.getByRole('button', { name: 'Copy as CSV' }));
    expect(await navigator.clipboard.readText()).toBe('Destination,Routes\r\n10.0.2.0/24,\r\n10.0.10.0/24,7\r\n');
  });

  it('hides a column and remembers it', async () => {
    const user = userEvent.setup();
    const { unmount } = show({ remember: 'routes' });
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Routes' }));
    await waitFor(() => expect(screen.queryByRole('columnheader', { name: 'Routes' })).toBeNull());
    unmount();
    show({ remember: 'routes' });
    expect(screen.queryByRole('columnheader', { name: 'Routes' })).toBeNull();
  });

  it('draws only a window of a thousand rows, and counts them all', () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({ id: `r${n}`, prefix: `10.${n}`, routes: n }));
    show({ rows: many });
    expect(screen.getAllByRole('row').length).toBeLessThan(100);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1001');
  });

  it('says that it loads, that there is nothing, that nothing matches, and what failed', async () => {
    const user = userEvent.setup();
    const { rerender } = show({ rows: undefined });
    expect(screen.getByRole('status').textContent).toBe('Loading');
    const table = (props: Partial<DataTableProps<Row>>) => (
      <DataTable
        label="Routes"
        columns={columns}
        rows={[]}
        rowId={(row) => row.id}
        empty={<p>No routes yet</p>}
        {...props}
      />
    );
    rerender(table({}));
    expect(screen.getByText('No routes yet')).toBeTruthy();
    const onRetry = vi.fn();
    rerender(table({ error: { title: 'The source does not answer', onRetry } }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
    rerender(table({ rows, filter: 'nowhere' }));
    expect(screen.getByText('Nothing matches')).toBeTruthy();
  });
});
