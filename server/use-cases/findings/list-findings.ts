import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import type { FindingGroup } from '@/domain/checks/group-findings';
import { standsOnIn } from '@/domain/checks/group-findings';
import {
  FINDING_STATES,
  listFindings as list,
  type FindingCounts,
  type FoundFindings,
  type ListedFinding,
} from '@/domain/checks/list-findings';
import { type Finding, SEVERITIES } from '@/domain/checks/finding';
import type { Database } from '@/server/db/client';
import { findLastLook } from '@/server/db/findings';
import { query } from '../command';
import { loadFindings } from './load-findings';

/** Of each cause so many objects and flows are sent with it; the rest is asked for by page. */
const MOST = { members: 5, flows: 20 } as const;

const Filter = {
  state: z.enum(FINDING_STATES).default('standing'),
  owners: z
    .array(z.enum(['cloud', 'idc', 'cluster']))
    .max(3)
    .default([]),
  severities: z.array(z.enum(SEVERITIES)).max(SEVERITIES.length).default([]),
  kinds: z.array(z.string().max(64)).max(60).default([]),
  object: z.string().max(600).optional(),
  text: z.string().max(200).default(''),
  page: z.number().int().min(1).max(100_000).default(1),
};

export type CauseSummary = Omit<FindingGroup<ListedFinding>, 'findings' | 'consequences' | 'flows'> & {
  findings: readonly ListedFinding[];
  findingCount: number;
  consequences: readonly ListedFinding[];
  consequenceCount: number;
  flows: readonly string[];
  flowCount: number;
};

export type CausePage = {
  causes: readonly CauseSummary[];
  page: number;
  /** causes and findings that the filter leaves */
  causeCount: number;
  findingCount: number;
  counts: FindingCounts;
  /** when somebody last looked for what has come and gone; null: not yet */
  lookedAt: string | null;
  /** nothing has been read or declared yet */
  empty: boolean;
};

/** What is wrong, by cause and owner, a page of causes at a time. */
export const listFindings = query({
  question: 'findings.causes',
  permission: 'estate:read',
  input: z.strictObject({ ...Filter, pageSize: z.number().int().min(1).max(50).default(20) }),
  async run({ db, now }, { page, pageSize, ...filter }): Promise<CausePage> {
    const [{ groups, found, counts, empty }, look] = await Promise.all([foundBy(db, now, filter), findLastLook(db)]);
    const shown = Math.min(page, Math.max(1, Math.ceil(groups.length / pageSize)));
    return {
      causes: groups.slice((shown - 1) * pageSize, shown * pageSize).map(summaryOf),
      page: shown,
      causeCount: groups.length,
      findingCount: found,
      counts,
      lookedAt: look?.at.toISOString() ?? null,
      empty,
    };
  },
});

export type MemberPage = { findings: readonly ListedFinding[]; page: number; found: number };

/** All objects that one cause shows on, and then what comes of it, by page. */
export const listMembers = query({
  question: 'findings.members',
  permission: 'estate:read',
  input: z.strictObject({
    ...Filter,
    cause: z.string().max(1_000),
    pageSize: z.number().int().min(1).max(200).default(50),
  }),
  async run({ db, now }, { cause, page, pageSize, ...filter }): Promise<MemberPage> {
    const { groups } = await foundBy(db, now, filter);
    const group = groups.find((each) => each.key === cause);
    if (!group) throw new DomainError('not-found', 'object-not-found', { object: cause });
    const all = [...group.findings, ...group.consequences];
    const shown = Math.min(page, Math.max(1, Math.ceil(all.length / pageSize)));
    return { findings: all.slice((shown - 1) * pageSize, shown * pageSize), page: shown, found: all.length };
  },
});

type Asked = Omit<z.output<z.ZodObject<typeof Filter>>, 'page'>;

async function foundBy(db: Database, now: Date, asked: Asked): Promise<FoundFindings & { empty: boolean }> {
  const { judged, findings } = await loadFindings(db, now, { gone: true });
  const { object, kinds, ...rest } = asked;
  const filter = { ...rest, kinds: kinds as Finding['kind'][], ...(object === undefined ? {} : { object }) };
  const { vpcs, vbrs, sites } = judged.view.estate;
  return {
    ...list(findings, filter, standsOnIn(judged.census.index)),
    empty: vpcs.length + vbrs.length + sites.length === 0,
  };
}

function summaryOf(group: FindingGroup<ListedFinding>): CauseSummary {
  return {
    ...group,
    findings: group.findings.slice(0, MOST.members),
    findingCount: group.findings.length,
    consequences: group.consequences.slice(0, MOST.members),
    consequenceCount: group.consequences.length,
    flows: group.flows.slice(0, MOST.flows),
    flowCount: group.flows.length,
  };
}
