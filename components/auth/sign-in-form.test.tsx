// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { messagesFor } from '@/components/i18n/messages';
import { I18nProvider } from '@/components/i18n/provider';
import { resultOf } from './sign-in';
import { SignInForm } from './sign-in-form';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(answer: () => Promise<Response>) {
  const fetched = vi.fn(answer);
  vi.stubGlobal('fetch', fetched);
  render(
    <I18nProvider locale="en" messages={messagesFor('en')} renderedAt={0}>
      <SignInForm destination="/topology" />
    </I18nProvider>,
  );
  return fetched;
}

async function attempt() {
  const user = userEvent.setup();
  await user.type(screen.getByRole('textbox', { name: 'Email' }), 'lin.wei@example.com');
  await user.type(screen.getByLabelText('Password'), 'not this one');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('the sign-in form', () => {
  it('says what is missing and asks nobody', async () => {
    const fetched = show(() => Promise.reject(new Error('must not be asked')));
    await userEvent.setup().click(screen.getByRole('button', { name: 'Sign in' }));
    expect((await screen.findAllByRole('alert')).map((each) => each.textContent)).toEqual([
      'Enter the email address of your account.',
      'Enter your password.',
    ]);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('sends the pair as JSON, and on a refusal clears the password and stands in it', async () => {
    const fetched = show(() => Promise.resolve(new Response('{}', { status: 401 })));
    await attempt();
    expect((await screen.findByRole('alert')).textContent).toBe('Email or password is wrong.');
    expect(fetched).toHaveBeenCalledExactlyOnceWith(
      '/api/auth/sign-in/email',
      expect.objectContaining({ body: '{"email":"lin.wei@example.com","password":"not this one"}' }),
    );
    const password = screen.getByLabelText<HTMLInputElement>('Password');
    expect(password.value).toBe('');
    expect(document.activeElement).toBe(password);
  });

  it('says how long to wait after too many attempts', async () => {
    show(() => Promise.resolve(new Response('{}', { status: 429, headers: { 'x-retry-after': '42' } })));
    await attempt();
    expect((await screen.findByRole('alert')).textContent).toContain('Wait 42 seconds');
  });

  it('tells a silent server from a refusal', async () => {
    show(() => Promise.reject(new TypeError('Failed to fetch')));
    await attempt();
    expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
  });

  it('shows the password on request', async () => {
    show(() => Promise.reject(new Error('must not be asked')));
    await userEvent.setup().click(screen.getByRole('button', { name: 'Show password' }));
    expect(screen.getByLabelText<HTMLInputElement>('Password').type).toBe('text');
  });
});

describe('an answer to signing in', () => {
  it.each([
    [200, 'signed-in'],
    [400, 'wrong'],
    [401, 'wrong'],
    [403, 'disabled'],
    [503, 'unreachable'],
    [500, 'server'],
  ])('of status %i is %s', (status, kind) => {
    expect(resultOf(status, new Headers()).kind).toBe(kind);
  });

  it.each([
    [{ 'retry-after': '7.2' }, 8],
    [{ 'x-retry-after': '3', 'retry-after': '7' }, 3],
    [{}, null],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, null],
  ])('of 429 with %j waits %s seconds', (headers, seconds) => {
    expect(resultOf(429, new Headers(headers as Record<string, string>))).toEqual({
      kind: 'too-many',
      retryAfterSeconds: seconds,
    });
  });
});
