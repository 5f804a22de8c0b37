import { log } from '@/server/config/log';
import { checkGround } from '@/server/use-cases/changes/check-ground';
import { CHECK_GROUND } from '@/server/use-cases/changes/jobs';
import { asSystem } from '@/server/use-cases/context';
import type { Job } from './job';

export const checkGroundHandler: Job = async (base) => {
  const { stale } = await checkGround(asSystem(base, CHECK_GROUND));
  if (stale.length > 0) log().info({ changes: stale.length }, 'the ground moved under waiting changes');
};
