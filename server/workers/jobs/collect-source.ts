import { asSystem } from '@/server/use-cases/context';
import { collectSource } from '@/server/use-cases/sources/collect';
import { COLLECT_SOURCE, CollectSourcePayload } from '@/server/use-cases/sources/jobs';
import type { Job } from './job';

export const collectSourceHandler: Job = async (base, payload, { signal }) => {
  const { sourceId, trigger } = CollectSourcePayload.parse(payload);
  await collectSource(asSystem(base, COLLECT_SOURCE), { sourceId, trigger }, signal);
};
