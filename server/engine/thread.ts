/** The engine's thread: answers questions on the newest estate, which it keeps with all that it has made ready. */
import { parentPort } from 'node:worker_threads';
import { DomainError } from '@/domain/errors';
import { beginYoung, collectEarly } from '@/server/config/heap';
import { log } from '@/server/config/log';
import { makeReady } from '@/server/use-cases/changes/compute-effect';
import type { Context } from '@/server/use-cases/context';
import { processContext } from '@/server/use-cases/process-context';
import { ANSWERS } from './answers';
import type { Answer, Question } from './messages';

async function answer(question: Question): Promise<Answer> {
  const { id, name } = question;
  try {
    if (question.name === 'ready') return { id, value: await getReady() };
    const { actor, now, input } = question;
    const context: Context = { ...processContext(), actor, now: () => now };
    return { id, value: await ANSWERS[question.name](context, input as never) };
  } catch (error) {
    if (error instanceof DomainError) {
      const { code, reason, params, problems } = error;
      return { id, refused: { code, reason, params, problems } };
    }
    log().error({ err: error, question: name }, 'a question could not be answered');
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

/** What is read first of all stays, and looking for what is no longer used meanwhile would only take time. */
async function getReady(): Promise<void> {
  await makeReady(processContext().db, new Date());
  collectEarly();
}

beginYoung();
parentPort?.on('message', (question: Question) => {
  void answer(question).then((given) => parentPort?.postMessage(given));
});
