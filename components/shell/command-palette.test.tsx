// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { messagesFor } from '@/components/i18n/messages';
import { I18nProvider } from '@/components/i18n/provider';
import { CommandPalette } from './command-palette';

vi.mock('./use-search', () => ({ useSearch: () => ({ items: [], isSearching: false }) }));

beforeAll(() => {
  // jsdom lays nothing out: nothing is ever resized or scrolled there.
  vi.stubGlobal(
    'ResizeObserver',
    class ResizeObserverStandIn {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

it.each([
  ['now', ''],
  ['in the past', '?at=2026-03-01T00:00:00.000Z'],
])('what is typed at once stands in the palette, %s', async (_, searchParams) => {
  render(
    <NuqsTestingAdapter searchParams={searchParams}>
      <I18nProvider locale="en" messages={messagesFor('en')} renderedAt={0}>
        <CommandPalette open onOpenChange={() => undefined} go={() => undefined} onKeys={() => undefined} items={[]} />
      </I18nProvider>
    </NuqsTestingAdapter>,
  );
  await userEvent.setup().keyboard('192.168');
  expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe('192.168');
});
