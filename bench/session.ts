import superjson from 'superjson';
import type { Product } from './start';

/** What was answered, in full, and how long that took. */
export type Answer<T> = { body: T; ms: number };

/** Somebody who has signed in, asking over HTTP as the pages do. */
export type Session = {
  cookie: string;
  ask<T>(procedure: string, input?: unknown): Promise<Answer<T>>;
  tell<T>(procedure: string, input?: unknown): Promise<Answer<T>>;
};

/** @throws Error with what the server said, at the first answer that is none */
export async function openSession({ url, people }: Product, role: string): Promise<Session> {
  const person = people.find(({ email }) => email.startsWith(`${role}@`));
  if (!person) throw new Error(`the first start made nobody for ${role}`);
  const cookie = await signIn(url, person);
  const send = async <T>(procedure: string, query: string, request: RequestInit): Promise<Answer<T>> => {
    const began = performance.now();
    const answer = await fetch(`${url}/api/trpc/${procedure}${query}`, request);
    const text = await answer.text();
    const ms = performance.now() - began;
    if (!answer.ok) throw new Error(`${procedure}: ${answer.status} ${text.slice(0, 500)}`);
    return { body: superjson.deserialize(JSON.parse(text).result.data), ms };
  };
  return {
    cookie,
    ask: (procedure, input = {}) =>
      send(procedure, `?input=${encodeURIComponent(superjson.stringify(input))}`, { headers: { cookie } }),
    tell: (procedure, input = {}) => {
      const headers = { cookie, origin: url, 'content-type': 'application/json' };
      return send(procedure, '', { method: 'POST', headers, body: superjson.stringify(input) });
    },
  };
}

export async function signIn(url: string, { email, password }: Product['people'][number]): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
