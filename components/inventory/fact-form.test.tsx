// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { messagesFor } from '@/components/i18n/messages';
import { I18nProvider } from '@/components/i18n/provider';
import { FactForm } from './fact-form';

const save = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push: vi.fn(), replace: vi.fn() }) }));
vi.mock('./use-references', () => ({
  useReferences: () => ({ site: ['dc-a'], lan: [], vpc: [], circuit: [], pool: [], router: [] }),
}));
vi.mock('./fact-effect', () => ({ FactEffect: () => null }));
vi.mock('./retire-button', () => ({ RetireButton: () => null }));
vi.mock('./use-save-fact', () => ({
  useSaveFact: () => ({ run: save, reset: vi.fn(), problems: [], error: null, isPending: false, done: false }),
}));
// The browser of the tests measures nothing.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe = vi.fn();
    unobserve = vi.fn();
    disconnect = vi.fn();
  },
);
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const FIRST = { key: 'vtb-1', quota: 200 };

function form(current: { version: number; attributes: Record<string, unknown> }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <I18nProvider locale="en" messages={messagesFor('en')} renderedAt={0}>
        <FactForm
          section="routeTables"
          factKey="vtb-1"
          begin={{ version: 1, attributes: FIRST }}
          current={current}
          preset={{}}
        />
      </I18nProvider>
    </QueryClientProvider>
  );
}

describe('a fact that two people edit', () => {
  const retype = (text: string) => fireEvent.change(screen.getByLabelText('Route quota'), { target: { value: text } });
  const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

  it('is saved against the version that was read', () => {
    render(form({ version: 1, attributes: FIRST }));
    retype('300');
    press('Save');
    const attributes = { ...FIRST, quota: 300 };
    expect(save).toHaveBeenCalledWith({ section: 'routeTables', key: 'vtb-1', version: 1, attributes });
  });

  it('shows both, asks for every field that both changed, and goes on from what the other has saved', () => {
    const { rerender } = render(form({ version: 1, attributes: FIRST }));
    retype('300');
    // Somebody else has saved another number meanwhile.
    rerender(form({ version: 2, attributes: { ...FIRST, quota: 400 } }));
    expect(screen.getByText('Somebody else edited this meanwhile')).toBeTruthy();
    const take = screen.getByRole<HTMLButtonElement>('button', { name: 'Go on with this' });
    expect(take.disabled).toBe(true);
    const row = screen.getByRole('row', { name: /^Route quota/u });
    const values = within(row).getAllByRole('cell').slice(1, 4);
    expect(values.map((cell) => cell.textContent)).toEqual(['200', '300', '400']);
    fireEvent.click(within(row).getByText('Mine'));
    expect(take.disabled).toBe(false);
    fireEvent.click(take);
    press('Save');
    const attributes = { ...FIRST, quota: 300 };
    expect(save).toHaveBeenCalledWith({ section: 'routeTables', key: 'vtb-1', version: 2, attributes });
  });

  it('is asked for nothing where only the other has changed it', () => {
    const { rerender } = render(form({ version: 1, attributes: FIRST }));
    rerender(form({ version: 2, attributes: { ...FIRST, quota: 400 } }));
    press('Go on with this');
    press('Save');
    const attributes = { ...FIRST, quota: 400 };
    expect(save).toHaveBeenCalledWith({ section: 'routeTables', key: 'vtb-1', version: 2, attributes });
  });
});
