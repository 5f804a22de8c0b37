import { asSystem } from '@/server/use-cases/context';
import { SETTLE_FACTS } from '@/server/use-cases/estate/jobs';
import { settleFacts } from '@/server/use-cases/estate/settle-facts';
import type { Job } from './job';

export const settleFactsHandler: Job = async (base) => {
  await settleFacts(asSystem(base, SETTLE_FACTS), {});
};
