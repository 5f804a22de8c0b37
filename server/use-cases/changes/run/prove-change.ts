import { guardFlows, guardSessions, prove, type ProofBody, type ProofResult } from '@/domain/changes/prove';
import { seeSession } from '@/domain/changes/session';
import { insertProof } from '@/server/db/proofs';
import { fenced, type Run } from './fenced';
import { observeLanes } from './take-off';

/** Reads back, judges the guard, and keeps what was seen. A source that does not answer proves nothing. */
export async function proveChange(run: Run): Promise<void> {
  const { result, body } = await judgeGuard(run);
  await fenced(run, 'proof', async (tx, _change, now) => {
    await insertProof(tx, {
      id: run.ports.newId(),
      changeId: run.changeId,
      planId: run.plan.id,
      at: now,
      result,
      body,
    });
    return { result: null };
  });
}

async function judgeGuard(run: Run): Promise<{ result: ProofResult; body: ProofBody }> {
  const reading = await observeLanes(run);
  if (!reading.ok) {
    const { code, detail } = reading;
    return { result: 'not-yet', body: { flows: [], sessions: [], faults: [], unread: { code, detail } } };
  }
  const { guard } = run.plan.plan;
  const view = await run.ports.loadView();
  return prove(guard, {
    flows: run.ports.judge(view, { only: guardFlows(guard) }),
    sessions: guardSessions(guard).map((session) => seeSession(view, session)),
  });
}
