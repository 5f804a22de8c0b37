import { log } from '@/server/config/log';
import { checkGround } from '@/server/use-cases/changes/check-ground';
import { CHECK_GROUND } from '@/server/use-cases/changes/jobs';
import { asSystem } from '@/server/use-cases/context';
import { recordFindingsJob } from '@/server/use-cases/findings/jobs';
import { enqueue } from '@/server/use-cases/enqueue';
import type { Job } from './job';
import { nextLook } from './look-pace';

export const checkGroundHandler: Job = async (base) => {
  const context = asSystem(base, CHECK_GROUND);
  const { stale } = await checkGround(context);
  if (stale.length > 0) log().info({ changes: stale.length }, 'the ground moved under waiting changes');
  // What moved the ground may have broken or repaired something.
  await enqueue(context, recordFindingsJob(nextLook(context.now())));
};
