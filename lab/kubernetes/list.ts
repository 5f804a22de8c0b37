import type { KubeObject, Loose } from './object';
import { apiVersionOf, type ResourceType } from './resources';
import { selectionOf } from './select';
import { badRequest, expired, fromTheFuture } from './status';
import type { KubeStore } from './store';

/** Every page of a list is of the moment of its first one, so the rest of it is kept until it is asked for. */
type Rest = { objects: readonly KubeObject[]; version: number };
const RESTS_KEPT = 64;
const PATIENCE_MS = 3_000;

export type Page = { objects: readonly KubeObject[]; metadata: Loose };

export class Lists {
  private readonly rests = new Map<string, Rest>();
  private next = 1;

  constructor(private readonly store: KubeStore) {}

  /** @throws StatusError 410 for a page of a list that is forgotten, 504 for a version that is yet to come */
  async page(
    cluster: string,
    type: ResourceType,
    namespace: string | undefined,
    query: URLSearchParams,
  ): Promise<Page> {
    const { objects, version } =
      this.restOf(query.get('continue')) ?? (await this.whole(cluster, type, namespace, query));
    const limit = Number(query.get('limit') ?? 0);
    if (!Number.isInteger(limit) || limit < 0) throw badRequest('limit must be a whole number');
    const metadata = { resourceVersion: String(version) };
    if (limit === 0 || objects.length <= limit) return { objects, metadata };
    const remaining = objects.slice(limit);
    const token = this.keep({ objects: remaining, version });
    return {
      objects: objects.slice(0, limit),
      metadata: { ...metadata, continue: token, remainingItemCount: remaining.length },
    };
  }

  private async whole(
    cluster: string,
    type: ResourceType,
    namespace: string | undefined,
    query: URLSearchParams,
  ): Promise<Rest> {
    const selected = selectionOf(query, namespace);
    const asked = query.get('resourceVersion') ?? '';
    if (Number(asked) > this.store.revision) {
      await this.store.world.clock.sleep(PATIENCE_MS);
      if (Number(asked) > this.store.revision) throw fromTheFuture(asked, this.store.revision);
    }
    const version = this.store.revision;
    const prefix = `${type.plural}/`;
    const paths = Object.entries(this.store.objects(cluster)).filter(([path]) => path.startsWith(prefix));
    const objects = paths.map(([, object]) => object).filter(selected);
    return { objects: objects.sort(byPlace), version };
  }

  private restOf(token: string | null): Rest | null {
    if (token === null || token === '') return null;
    const rest = this.rests.get(token);
    if (!rest || rest.version < this.store.oldestRevision) throw expired(token, this.store.oldestRevision);
    return rest;
  }

  private keep(rest: Rest): string {
    const token = Buffer.from(`{"v":"meta.k8s.io/v1","rv":${rest.version},"n":${this.next++}}`).toString('base64url');
    this.rests.set(token, rest);
    const [oldest] = this.rests.keys();
    if (this.rests.size > RESTS_KEPT && oldest !== undefined) this.rests.delete(oldest);
    return token;
  }
}

function byPlace(a: KubeObject, b: KubeObject): number {
  const [x, y] = [a, b].map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
  return (x ?? '') < (y ?? '') ? -1 : 1;
}

export function listBody(type: ResourceType, { objects, metadata }: Page): Loose {
  return { kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata, items: objects };
}
