import { findingKey, type Finding } from '@/domain/checks/finding';
import { isSilentAbout } from '@/domain/checks/finding-record';
import { byFindingKey } from '@/domain/checks/group-findings';
import type { Accepted, ListedFinding } from '@/domain/checks/list-findings';
import type { Database } from '@/server/db/client';
import {
  listAcceptances,
  listGoneRecords,
  listStandingRecords,
  type Acceptance,
  type StoredFinding,
} from '@/server/db/findings';
import { loadJudgedEstate, type JudgedEstate } from '../topology/judged-estate';

/** So many that have gone are remembered in lists, the latest. */
const MOST_GONE = 2_000;

export type AllFindings = { judged: JudgedEstate; findings: readonly ListedFinding[] };

/** What stands now with its history; `gone`: those that do not stand any more as well. */
export async function loadFindings(db: Database, now: Date, { gone }: { gone: boolean }): Promise<AllFindings> {
  const [judged, records, acceptances, goneRecords] = await Promise.all([
    loadJudgedEstate(db, { now }),
    listStandingRecords(db),
    listAcceptances(db),
    gone ? listGoneRecords(db, MOST_GONE) : [],
  ]);
  const standing = byFindingKey(judged.findings);
  const recordOf = new Map([...goneRecords, ...records].map((each) => [each.key, each]));
  const acceptedOf = new Map(acceptances.map((each) => [each.findingKey, asAccepted(each, now)]));
  const listed = (finding: Finding, record: StoredFinding | undefined): ListedFinding => {
    const key = findingKey(finding);
    const stands = standing.has(key);
    const history = historyOf(record);
    return {
      ...finding,
      key,
      ...history,
      // Back again, and nobody has written it down yet.
      goneAt: stands ? null : history.goneAt,
      lastSeenAt: stands ? now.toISOString() : history.lastSeenAt,
      unconfirmed: !stands && history.goneAt === null,
      accepted: acceptedOf.get(key) ?? null,
    };
  };
  // Not found and not silent: repaired a moment ago, and about to be written down as gone.
  const kept = records.filter((each) => !standing.has(each.key) && isSilentAbout(judged.view, each.finding));
  const left = goneRecords.filter((each) => !standing.has(each.key));
  return {
    judged,
    findings: [
      ...[...standing.values()].map((each) => listed(each, recordOf.get(findingKey(each)))),
      ...[...kept, ...left].map((each) => listed(each.finding, each)),
    ],
  };
}

function historyOf(record: StoredFinding | undefined) {
  return {
    firstSeenAt: record?.firstSeenAt.toISOString() ?? null,
    since: record?.since.toISOString() ?? null,
    lastSeenAt: record?.lastSeenAt.toISOString() ?? null,
    goneAt: record?.goneAt?.toISOString() ?? null,
    times: record?.times ?? 1,
  };
}

function asAccepted({ reason, until, acceptedBy, acceptedAt }: Acceptance, now: Date): Accepted {
  return { reason, until: until.toISOString(), by: acceptedBy, at: acceptedAt.toISOString(), expired: until <= now };
}
