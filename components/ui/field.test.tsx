// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Field } from './field';
import { Input } from './input';

afterEach(cleanup);

it('a field names its control and ties error and help to it', () => {
  render(
    <Field label="Destination" help="An IPv4 prefix." error="10.8.4.1/22 has host bits set.">
      <Input />
    </Field>,
  );
  const input = screen.getByRole('textbox', { name: 'Destination' });
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const words = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(words).toEqual(['10.8.4.1/22 has host bits set.', 'An IPv4 prefix.']);
  expect(screen.getByRole('alert').textContent).toContain('host bits');
});

it('a field without an error does not call its control invalid', () => {
  render(
    <Field label="Destination">
      <Input />
    </Field>,
  );
  const input = screen.getByRole('textbox', { name: 'Destination' });
  expect(input.hasAttribute('aria-invalid')).toBe(false);
  expect(input.hasAttribute('aria-describedby')).toBe(false);
});
