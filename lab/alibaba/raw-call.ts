import { createHash, randomUUID } from 'node:crypto';
import type { RunningLab } from '@/lab/testing';
import { canonicalQuery, canonicalRequest, sign } from './signature';

export type RawCall = {
  action: string;
  /** RPC's one way unless told otherwise: POST to / of the VPC API */
  method?: string;
  path?: string;
  version?: string;
  /** sent as JSON */
  json?: unknown;
  parameters?: Readonly<Record<string, string>>;
  /** headers that replace the right ones, before signing */
  headers?: Readonly<Record<string, string>>;
  /** headers that are added after signing */
  unsigned?: Readonly<Record<string, string>>;
  secret?: string;
};
export type RawAnswer = { status: number; headers: Headers; text: string; body: Record<string, unknown> };

/** Calls the lab without a client, so that a test sees the bytes, and can send what no client would. */
export async function rawCall(
  lab: Pick<RunningLab, 'endpoint' | 'accessKeyId' | 'accessKeySecret'>,
  call: RawCall,
): Promise<RawAnswer> {
  const { action, parameters = {}, headers = {}, unsigned = {}, secret = lab.accessKeySecret } = call;
  const { method = 'POST', path = '/', version = '2016-04-28' } = call;
  const payload = call.json === undefined ? '' : JSON.stringify(call.json);
  const query = Object.entries(parameters).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const url = query.length > 0 ? `${path}?${query.join('&')}` : path;
  const signed: Record<string, string> = {
    host: lab.endpoint,
    'x-acs-action': action,
    'x-acs-content-sha256': createHash('sha256').update(payload).digest('hex'),
    'x-acs-date': new Date().toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-version': version,
    ...(payload === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  };
  const names = Object.keys(signed).sort();
  const request = { method, url, headers: signed, body: Buffer.from(payload) };
  const signature = sign(canonicalRequest(request, canonicalQuery(url, false), names), secret);
  const authorization = `ACS3-HMAC-SHA256 Credential=${lab.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  const response = await fetch(`http://${lab.endpoint}${url}`, {
    method,
    headers: { ...signed, authorization, ...unsigned },
    ...(payload === '' ? {} : { body: payload }),
  });
  const text = await response.text();
  const isJson = text !== '' && response.headers.get('content-type')?.startsWith('application/json');
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, text, body };
}
