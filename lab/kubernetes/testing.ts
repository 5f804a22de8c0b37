import { request } from 'node:https';
import type { RunningLab } from '@/lab/testing';
import { type LabUser, tokenFor } from './access';
import { certificateFrom } from './certificate';

export type Answered = { status: number; body: unknown; text: string };

type Sent = { user?: LabUser; token?: string; type?: string; body?: unknown; accept?: string };

/** One plain request to a cluster of the lab, without any client's help. */
export function kubeCall(
  lab: RunningLab,
  cluster: string,
  method: string,
  path: string,
  sent: Sent = {},
): Promise<Answered> {
  const { user = 'admin', type = 'application/json', accept = 'application/json' } = sent;
  const token = sent.token ?? tokenFor(lab.accessKeySecret, cluster, user);
  const body =
    sent.body === undefined ? undefined : typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body);
  return new Promise((resolve, reject) => {
    const open = request(
      {
        host: '127.0.0.1',
        port: lab.portOf('kubernetes'),
        method,
        path: `/clusters/${cluster}${path}`,
        ca: certificateFrom(lab.accessKeySecret).certificate,
        headers: { authorization: `Bearer ${token}`, accept, ...(body === undefined ? {} : { 'content-type': type }) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = text.startsWith('{') && !text.trim().includes('\n{');
          resolve({
            status: response.statusCode ?? 0,
            text,
            body: isJson ? JSON.parse(text) : {},
          });
        });
      },
    );
    open.on('error', reject);
    open.end(body);
  });
}

/** Events of a watch, one JSON object a line. */
export function eventsIn({ text }: Answered): { type: string; object: unknown }[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as { type: string; object: unknown });
}
