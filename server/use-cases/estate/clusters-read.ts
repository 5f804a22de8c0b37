import type { ClustersRead } from '@/domain/estate/declared-of';
import type { Database, Tx } from '@/server/db/client';
import { asStoredSource } from '../sources/stored-source';

/**
 * Which clusters sources read. A container service that has not been read to its end once may list any cluster: what it is about
 * to show is not declared in its place.
 */
export async function clustersRead(db: Database | Tx): Promise<ClustersRead> {
  const rows = await db.source.findMany({
    where: { removedAt: null, system: { in: ['ack', 'kubernetes'] } },
    include: { parts: { where: { kind: 'cluster', observedAt: { not: null } }, select: { kind: true } } },
  });
  const shown = new Set(
    rows.map(asStoredSource).flatMap(({ settings }) => (settings.system === 'kubernetes' ? [settings.cluster] : [])),
  );
  const services = rows.filter(({ system }) => system === 'ack');
  const isAwaited = services.some(({ parts }) => parts.length === 0);
  const listed = await db.resourceVersion.findMany({
    where: { kind: 'cluster', validTo: null, sourceId: { in: services.map(({ id }) => id) } },
    select: { key: true },
  });
  const keys = new Set(listed.map(({ key }) => key));
  return { ack: (cluster) => isAwaited || keys.has(cluster), kubernetes: (cluster) => shown.has(cluster) };
}
