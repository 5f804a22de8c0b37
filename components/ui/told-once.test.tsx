// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { messagesFor } from '@/components/i18n/messages';
import { I18nProvider } from '@/components/i18n/provider';
import { ToldOnce } from './told-once';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(isSecure: boolean) {
  vi.stubGlobal('isSecureContext', isSecure);
  const user = userEvent.setup();
  render(
    <I18nProvider locale="en" messages={messagesFor('en')} renderedAt={0}>
      <ToldOnce label="Token" value="cway_secret" />
    </I18nProvider>,
  );
  return user;
}

describe('a secret on its only screen', () => {
  it('is copied, and the button says so', async () => {
    const user = show(true);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toBe('cway_secret');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
  });

  it('stands selected where the browser lets nobody copy for one', async () => {
    const user = show(false);
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Token' });
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 'cway_secret'.length]);
    expect(screen.queryByRole('button', { name: 'Copied' })).toBeNull();
  });
});
