/** The engine's thread: computes effects on the newest estate, which it keeps as the engine has made it ready. */
import { parentPort } from 'node:worker_threads';
import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import { computeEffect } from '@/server/use-cases/changes/compute-effect';
import { processContext } from '@/server/use-cases/process-context';
import type { Answer, Question } from './messages';

async function answer({ id, now, input }: Question): Promise<Answer> {
  try {
    return { id, value: await computeEffect(processContext().db, new Date(now), input as never) };
  } catch (error) {
    if (error instanceof DomainError) {
      const { code, reason, params, problems } = error;
      return { id, refused: { code, reason, params, problems } };
    }
    log().error({ err: error }, 'an effect could not be computed');
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (question: Question) => {
  void answer(question).then((given) => parentPort?.postMessage(given));
});
