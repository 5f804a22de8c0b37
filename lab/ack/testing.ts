import { readFileSync } from 'node:fs';
import path from 'node:path';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { type RawAnswer, rawCall } from '@/lab/alibaba/raw-call';
import { type LabOptions, type RunningLab, startLab } from '@/lab/testing';

/** The real client, unmodified. It is CommonJS: under Node's own loader the class sits one `default` deeper than typed. */
export const sdk = await import('@alicloud/cs20151215');
type CsClass = typeof sdk.default;
const CsClient: CsClass =
  typeof sdk.default === 'function' ? sdk.default : (sdk.default as unknown as { default: CsClass }).default;

const fixtures = path.join(import.meta.dirname, '__fixtures__');

export function jsonFixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(fixtures, `${name}.json`), 'utf8')) as Record<string, unknown>;
}

/** The clusters of the fixtures, served. */
export function startClusterLab(options: LabOptions = {}): Promise<RunningLab> {
  return startLab({ scenario: readFileSync(path.join(fixtures, 'clusters.yaml'), 'utf8'), ...options });
}

export function ackEndpointOf(lab: RunningLab): string {
  return `127.0.0.1:${lab.portOf('ack')}`;
}

/** A client that never tries twice by itself. */
export function csClientOf(lab: RunningLab): InstanceType<CsClass> {
  const { accessKeyId, accessKeySecret } = lab;
  const about = { endpoint: ackEndpointOf(lab), protocol: 'http', regionId: 'cn-hangzhou' };
  const limits = { readTimeout: 5000, connectTimeout: 5000 };
  return new CsClient(new $OpenApiUtil.Config({ ...about, ...limits, accessKeyId, accessKeySecret }));
}

/** Calls the container service without a client, so that a test sees the bytes. */
export function callAck(
  lab: RunningLab,
  action: string,
  path: string,
  more: Omit<Parameters<typeof rawCall>[1], 'action' | 'path'> = {},
): Promise<RawAnswer> {
  const call = { action, path, method: 'GET', version: '2015-12-15', ...more };
  return rawCall({ ...lab, endpoint: ackEndpointOf(lab) }, call);
}
