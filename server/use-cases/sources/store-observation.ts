import { canonicalJson } from '@/domain/canonical-json';
import type { Shortfall } from '@/domain/changes/fresh-ground';
import type { ObservedResource } from '@/domain/estate/resource';
import { ConnectorError, type Observation, type PartlyUnderstood } from '@/server/connectors/types';
import { appendAudit, type AuditDraft } from '@/server/db/audit';
import { inTransaction, type Tx } from '@/server/db/client';
import { coverParts, dropParts, type FailedPart, failParts } from '@/server/db/collection-parts';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { addJob } from '@/server/db/queue';
import { notify } from '@/server/db/notify';
import { replaceVersions } from '@/server/db/resource-versions';
import { storable, storableText } from '@/server/db/storable';
import { checkGroundJob } from '../changes/jobs';
import type { Context } from '../context';
import { longestSilenceSeconds } from '../estate/freshness';
import { errorFacts, type ErrorFacts } from './error-facts';
import { diffObservation, kindsTouchedBy, type ObservationDiff, type StoredRow, withinOf } from './observation-diff';
import type { StoredSource } from './stored-source';

export type Run = { sourceId: string; number: bigint; startedAt: Date; trigger: string };

export type Stored = {
  outcome: 'complete' | 'partial';
  added: number;
  changed: number;
  gone: number;
  late: number;
  /** what did not come whole; what a later reading had read already is newer than this one, and no shortfall */
  shortfalls: readonly FellShort[];
  /** why not complete: the first failure */
  failure?: ConnectorError;
};

/** A part that did not come whole, and why. */
export type FellShort = Shortfall & { error: ErrorFacts };

/** Stores one reading in one transaction: versions, freshness, run, notices, audit. Readings of one source queue up here. */
export function storeObservation(
  context: Context,
  source: StoredSource,
  run: Run,
  observation: Observation,
): Promise<Stored> {
  return inTransaction(context.db, async (tx) => {
    await tx.$queryRaw`select 1 as ok from source where id = ${source.id}::uuid for update`;
    const parts = await tx.collectionPart.findMany({ where: { sourceId: source.id } });
    const diff = diffObservation({
      runNumber: run.number,
      observation: { ...observation, resources: observation.resources.map(asStored) },
      parts,
      current: await currentRows(tx, source.id, observation),
    });
    await replaceVersions(tx, run, {
      close: diff.close.map((row) => row.id),
      insert: diff.insert.map((resource) => ({ id: context.newId(), within: withinOf(resource), resource })),
    });
    await coverParts(tx, run, diff.covered, longestSilenceSeconds(source.intervalSeconds));
    await failParts(tx, run, failedParts(observation));
    await dropParts(tx, run, diff.dropped);
    const before = new Set(parts.flatMap((part) => (part.runNumber === null ? [] : [`${part.kind} ${part.within}`])));
    const drafts = auditOf(source, run, diff);
    const isNews = diff.covered.some((part) => !before.has(`${part.kind} ${part.within}`)) || diff.dropped.length > 0;
    if (diff.insert.length > 0 || diff.close.length > 0 || isNews) {
      await bumpEstateRevision(tx, context.now(), { kind: 'reading', sourceId: source.id, startedAt: run.startedAt });
      await notify(tx, { topic: 'estate', id: source.id });
    }
    const stored = summaryOf(diff, observation);
    await finishRun(tx, context.now(), run, observation, stored);
    await notify(tx, { topic: 'source', id: source.id });
    // Counters that moved by themselves move no ground.
    if (isNews || drafts.length > 0) await addJob(tx, checkGroundJob());
    if (drafts.length > 0) await notify(tx, { topic: 'audit', id: 'head' });
    await appendAudit(tx, context.actor, context.now(), drafts);
    return stored;
  });
}

/** As it will be read back, so that hostile text does not look changed at every reading. */
function asStored(resource: ObservedResource): ObservedResource {
  return {
    ...resource,
    key: storableText(resource.key),
    attributes: storable(resource.attributes),
  } as ObservedResource;
}

async function currentRows(tx: Tx, sourceId: string, observation: Observation): Promise<StoredRow[]> {
  return tx.resourceVersion.findMany({
    where: { sourceId, validTo: null, kind: { in: kindsTouchedBy(observation) } },
    select: { id: true, kind: true, key: true, within: true, attributes: true },
  });
}

function failedParts({ failures, partly }: Observation): FailedPart[] {
  return [
    ...failures.map((failure) => ({ ...failure, isPartly: false })),
    ...partly.map((part) => ({ ...part, error: notUnderstood(part), isPartly: true })),
  ].map(({ kind, within, error, isPartly }) => ({
    kind,
    within: within ?? '',
    errorKind: error.kind,
    errorCode: error.details.code ?? null,
    errorMessage: storableText(error.message),
    isPartly,
  }));
}

/** As many rows as a sentence can bear to name. */
const NAMED_ROWS = 3;

function notUnderstood({ rows }: PartlyUnderstood): ConnectorError {
  const named = rows.slice(0, NAMED_ROWS).map(({ key, problem }) => `${key} (${problem})`);
  const more = rows.length > NAMED_ROWS ? ', …' : '';
  return new ConnectorError('rejected', `${named.join(', ')}${more}`, { code: 'RowsNotUnderstood' });
}

function shortfallsOf({ failures, partly }: Observation): FellShort[] {
  return [
    ...failures.map(({ error, ...part }) => ({ ...part, error: errorFacts(error) })),
    ...partly.map((part) => ({
      ...part,
      rows: part.rows.map(({ key }) => key),
      error: errorFacts(notUnderstood(part)),
    })),
  ];
}

/** What kept a reading from being complete, what did not come at all first. */
function firstFailure({ failures, partly }: Observation): ConnectorError | undefined {
  const [part] = partly;
  return failures[0]?.error ?? (part && notUnderstood(part));
}

function summaryOf(diff: ObservationDiff, observation: Observation): Stored {
  const failure = firstFailure(observation);
  return {
    shortfalls: shortfallsOf(observation),
    outcome: failure || diff.late.length > 0 ? 'partial' : 'complete',
    added: diff.added,
    changed: diff.changed.length,
    gone: diff.gone.length,
    late: diff.late.length,
    ...(failure ? { failure } : {}),
  };
}

async function finishRun(tx: Tx, now: Date, run: Run, observation: Observation, stored: Stored): Promise<void> {
  const { failure } = stored;
  const skipped = observation.skipped.slice(0, 50).map((each) => storable(each) as { [member: string]: string });
  await tx.collectionRun.update({
    where: { number: run.number },
    data: {
      finishedAt: now,
      outcome: stored.outcome,
      requests: observation.requests,
      written: stored.added + stored.changed + stored.gone,
      ...(skipped.length > 0 ? { skipped } : {}),
      ...(failure ? { error: errorFacts(failure) } : {}),
    },
  });
}

/** Counters that move by themselves: worth a version, not worth a line in the audit. */
const RESTLESS = new Set(['availableAddresses', 'receivedRoutes', 'advertisedRoutes']);

function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !RESTLESS.has(name));
  return Object.fromEntries(members.map(([name, member]) => [name, settled(member)]));
}

/** How many objects an entry names; the rest is counted. */
const NAMED = 50;

function auditOf(source: StoredSource, run: Run, diff: ObservationDiff): AuditDraft[] {
  const changed = diff.changed.filter(
    ({ before, after }) => canonicalJson(settled(before.attributes)) !== canonicalJson(settled(after.attributes)),
  );
  const changedRefs = new Set(changed.map(({ after }) => after));
  const isChange = new Set(diff.changed.map(({ after }) => after));
  const added = diff.insert.filter((resource) => !isChange.has(resource));
  if (added.length + changedRefs.size + diff.gone.length === 0) return [];
  const named = [...added, ...changedRefs, ...diff.gone].slice(0, NAMED);
  const sample = changed.slice(0, NAMED);
  return [
    {
      action: 'estate.changed',
      objects: [`source:${source.id}`, ...named.map(({ kind, key }) => `${kind}:${key}`)],
      before: [...sample.map(({ before }) => recordOf(before)), ...diff.gone.slice(0, NAMED).map(recordOf)],
      after: [...sample.map(({ after }) => recordOf(after)), ...added.slice(0, NAMED).map(recordOf)],
      detail: {
        source: source.key,
        run: run.number.toString(),
        trigger: run.trigger,
        added: added.length,
        changed: changed.length,
        gone: diff.gone.length,
      },
    },
  ];
}

function recordOf({ kind, key, attributes }: { kind: string; key: string; attributes: unknown }) {
  return { kind, key, attributes };
}
