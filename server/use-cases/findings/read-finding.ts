import { z } from 'zod';
import { may } from '@/domain/access';
import { evidenceOfFinding, type FindingEvidence } from '@/domain/checks/evidence';
import type { ListedFinding } from '@/domain/checks/list-findings';
import { DomainError } from '@/domain/errors';
import { remedyOf } from '@/domain/remedies';
import type { Remedy } from '@/domain/remedies/remedy';
import { query } from '../command';
import { loadFindings } from './load-findings';
import { scopeOfFindings } from './scope';

export type FindingDetails = {
  finding: ListedFinding;
  evidence: FindingEvidence;
  remedy: Remedy;
  mayAccept: boolean;
};

/** One finding with all it rests on. */
export const readFinding = query({
  question: 'findings.one',
  permission: 'estate:read',
  input: z.strictObject({ key: z.string().min(1).max(1_000) }),
  async run({ db, actor, now }, { key }): Promise<FindingDetails> {
    const { judged, findings } = await loadFindings(db, now, { gone: true });
    const finding = findings.find((each) => each.key === key);
    if (!finding) throw new DomainError('not-found', 'object-not-found', { object: key });
    return {
      finding,
      evidence: evidenceOfFinding(judged.view, judged.verdicts, finding),
      remedy: remedyOf(judged.view, finding),
      mayAccept: may(actor, 'finding:accept', await scopeOfFindings(db, judged.census.index, [finding])),
    };
  },
});
