import { isDeepStrictEqual } from 'node:util';
import { without } from '@/domain/estate/projection';

export type KubeMeta = {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  managedFields?: readonly unknown[];
  [member: string]: unknown;
};

/** An object of the API as it goes over the wire. */
export type KubeObject = { apiVersion: string; kind: string; metadata: KubeMeta; [member: string]: unknown };

export type Loose = Record<string, unknown>;

export function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is an object, made when it is not there. */
export function recordOf(holder: Loose, name: string): Loose {
  const found = holder[name];
  if (isRecord(found)) return found;
  const made: Loose = {};
  holder[name] = made;
  return made;
}

/** Writes a value deep inside; undefined leaves what is there. */
export function put(holder: Loose, path: readonly string[], value: unknown): void {
  if (value === undefined) return;
  const [name = '', ...rest] = path;
  if (rest.length === 0) holder[name] = value;
  else put(recordOf(holder, name), rest, value);
}

/** Equal but for what the store itself writes. */
export function sameContent(a: KubeObject, b: KubeObject): boolean {
  return isDeepStrictEqual(bare(a), bare(b));
}

function bare(object: KubeObject): Loose {
  const metadata = without(object.metadata, ['resourceVersion', 'managedFields', 'uid']);
  return JSON.parse(JSON.stringify({ ...object, metadata })) as Loose;
}
