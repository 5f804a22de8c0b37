import { asSystem } from '@/server/use-cases/context';
import { SETTLE_FACTS } from '@/server/use-cases/estate/jobs';
import { loadEstateView } from '@/server/use-cases/estate/load-estate';
import { settleFacts } from '@/server/use-cases/estate/settle-facts';
import type { Job } from './job';

export const settleFactsHandler: Job = async (base) => {
  const context = asSystem(base, SETTLE_FACTS);
  // In no transaction: reading everything for the first time may take longer than one may last.
  await loadEstateView(context.db, { now: context.now() });
  await settleFacts(context, {});
};
