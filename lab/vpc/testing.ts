import { readFileSync } from 'node:fs';
import path from 'node:path';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { startLab, type LabOptions, type RunningLab } from '@/lab/testing';

/** The real client, unmodified. It is CommonJS: under Node's own loader the class sits one `default` deeper than typed. */
export const sdk = await import('@alicloud/vpc20160428');
type VpcClass = typeof sdk.default;
const VpcClient: VpcClass =
  typeof sdk.default === 'function' ? sdk.default : (sdk.default as unknown as { default: VpcClass }).default;
export type VpcClient = InstanceType<VpcClass>;

const fixtures = path.join(import.meta.dirname, '__fixtures__');

export function readFixture(name: string): string {
  return readFileSync(path.join(fixtures, name), 'utf8');
}

export function jsonFixture(name: string): Record<string, unknown> {
  return JSON.parse(readFixture(`${name}.json`)) as Record<string, unknown>;
}

/** A client that never tries twice by itself. */
export function clientOf(
  lab: Pick<RunningLab, 'endpoint' | 'accessKeyId' | 'accessKeySecret'>,
  timeoutMs = 5000,
): VpcClient {
  const { endpoint, accessKeyId, accessKeySecret } = lab;
  const config = { endpoint, accessKeyId, accessKeySecret, protocol: 'http', regionId: 'cn-hangzhou' };
  return new VpcClient(new $OpenApiUtil.Config({ ...config, readTimeout: timeoutMs, connectTimeout: timeoutMs }));
}

/** The network of the fixtures, served. */
export function startContractLab(options: LabOptions = {}): Promise<RunningLab> {
  return startLab({ scenario: readFixture('network.yaml'), ...options });
}

export type Refusal = {
  name: string;
  code?: string;
  statusCode?: number;
  data?: Record<string, unknown>;
  retryAfter?: number;
};

/** The error of a call that must fail. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  return call.then(
    () => {
      throw new Error('the call was answered');
    },
    (error: unknown) => error as Refusal,
  );
}
