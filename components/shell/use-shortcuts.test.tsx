// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { placeOf } from './places';
import { useShortcuts } from './use-shortcuts';

const go = vi.fn();
const onSearch = vi.fn();
const onKeys = vi.fn();

function Page() {
  useShortcuts({ go, onSearch, onKeys });
  return <input aria-label="field" />;
}

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

it.each([
  ['gt', '/topology'],
  ['gn', '/network/vbrs'],
  ['gc', '/changes'],
  ['ga', '/audit'],
  ['gs', '/settings/sources'],
  ['c', '/changes/new'],
])('%s goes to %s', async (keys, href) => {
  render(<Page />);
  await userEvent.setup().keyboard(keys);
  expect(go).toHaveBeenCalledExactlyOnceWith(href);
});

it('a wrong letter after g does nothing, and the next key counts for itself', async () => {
  render(<Page />);
  await userEvent.setup().keyboard('gxc');
  expect(go).toHaveBeenCalledExactlyOnceWith('/changes/new');
});

it.each(['/', '{Control>}k{/Control}', '{Meta>}k{/Meta}'])('%s opens the search', async (keys) => {
  render(<Page />);
  await userEvent.setup().keyboard(keys);
  expect(onSearch).toHaveBeenCalledOnce();
});

it('? shows the keys', async () => {
  render(<Page />);
  await userEvent.setup().keyboard('?');
  expect(onKeys).toHaveBeenCalledOnce();
});

it('single keys belong to a field while it is typed in', async () => {
  const { getByLabelText } = render(<Page />);
  await userEvent.setup().type(getByLabelText('field'), 'gtc/?');
  expect([go, onSearch, onKeys].every((each) => each.mock.calls.length === 0)).toBe(true);
});

it.each([
  ['/network/vbrs/vbr-bp1hz', 'network'],
  ['/changes', 'changes'],
  ['/changes-archive', undefined],
  ['/', undefined],
])('the path %s stands under %s', (path, place) => {
  expect(placeOf(path)?.id).toBe(place);
});
