// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { MomentsButton } from './moments-button';

afterEach(cleanup);

const opened = (value: Date | null) => {
  const went = vi.fn();
  const fields = [
    { name: 'at', label: 'Shown', value },
    { name: 'since', label: 'Compared with', value: null },
  ] as const;
  render(<MomentsButton label="Go to" go="Show" fields={fields} onGo={went} />);
  fireEvent.click(screen.getByRole('button', { name: 'Go to' }));
  return went;
};

it('leads to the moment that was typed, by the reader’s clock, and leaves out what is empty', () => {
  const went = opened(null);
  fireEvent.change(screen.getByLabelText('Shown'), { target: { value: '2026-03-01T08:15:30' } });
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(went).toHaveBeenCalledExactlyOnceWith({ at: new Date(2026, 2, 1, 8, 15, 30), since: null });
  expect(screen.queryByLabelText('Shown')).toBeNull();
});

it('begins at the moment that is shown, and leads back to now when that is emptied', () => {
  const went = opened(new Date(2026, 2, 1, 8, 15, 30, 500));
  expect(screen.getByLabelText<HTMLInputElement>('Shown').value).toMatch(/^2026-03-01T08:15:30/);
  fireEvent.change(screen.getByLabelText('Shown'), { target: { value: '' } });
  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(went).toHaveBeenCalledExactlyOnceWith({ at: null, since: null });
});
