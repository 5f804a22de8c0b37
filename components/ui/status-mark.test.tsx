// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { StatusMark, StatusShape, statuses } from './status-mark';

afterEach(cleanup);

describe('a status', () => {
  it.each(statuses)('%s is told by a shape and a word', (status) => {
    const { container } = render(<StatusMark status={status} label={`is ${status}`} />);
    expect(screen.getByText(`is ${status}`)).toBeTruthy();
    expect(container.querySelector(`svg[data-status="${status}"]`)?.getAttribute('aria-hidden')).toBe('true');
  });

  it('has five shapes that differ', () => {
    const drawings = statuses.map(
      (status) => render(<StatusShape status={status} />).container.querySelector('svg')?.innerHTML,
    );
    expect(new Set(drawings).size).toBe(5);
  });

  it('alone carries its word for those who cannot see it', () => {
    render(<StatusShape status="broken" title="Broken" />);
    expect(screen.getByRole('img', { name: 'Broken' })).toBeTruthy();
  });
});
