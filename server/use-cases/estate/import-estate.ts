import { z } from 'zod';
import { type Actor, authorise, permissionsOf } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import type { SkippedField } from '@/domain/estate/declared-of';
import type { FileError } from '@/domain/estate/file/document';
import { pathOfClaim } from '@/domain/ledger/claim-path';
import { claimConflicts, claimsOf } from '@/domain/ledger/claims';
import type { Database, Tx } from '@/server/db/client';
import { listLedgerRows } from '@/server/db/ledger-blocks';
import { checkGroundJob } from '../changes/jobs';
import { command, query } from '../command';
import type { Context } from '../context';
import { scopeOfDiff, writeFacts } from '../inventory/write-facts';
import { baseOf, type DeclaredDiff, diffDeclared, type Fact, loadStoredFacts } from './declared-diff';
import { KeptFields, withKeptFields } from './keep-declared';
import { EstateFileInput, type ReadEstateFile, readEstateFile, withParsedAhead } from './read-estate-file';

type FactRef = { section: string; key: string };

export type ImportPreview =
  | { kind: 'refused'; errors: readonly FileError[] }
  | {
      kind: 'ready';
      /** hand it back when importing: it names what this preview was compared with */
      base: string;
      added: readonly FactRef[];
      changed: readonly (FactRef & { before: object; after: object })[];
      removed: readonly FactRef[];
      unchanged: number;
      /** observed parts of the file: sources write those */
      skipped: readonly SkippedField[];
      /** references to what no source shows yet: they are kept, and lead somewhere once it is read */
      unshown: readonly FileError[];
    };

/** The dry run: every error at once, or what the import would write. */
export const previewImport = query({
  permission: 'estate:read',
  input: EstateFileInput,
  async run({ db, actor, now }, file): Promise<ImportPreview> {
    // Where the file reaches is not known before it is read: who may declare anything may look at what it would do.
    if (!permissionsOf(actor).includes('estate:declare')) authorise(actor, 'estate:declare');
    const read = await readEstateFile(db, now, file);
    if (!read.ok) return { kind: 'refused', errors: read.errors };
    const stored = await loadStoredFacts(db);
    const { added, changed, removed, unchanged } = diffDeclared(stored, read.wanted, file.mode);
    const taken = await takenBlocks(db, { now, actor, removed, facts: read.facts, place: read.place });
    if (taken.length > 0) return { kind: 'refused', errors: taken };
    return {
      kind: 'ready',
      base: baseOf(stored),
      added: added.map(refOf),
      changed: changed.map(({ before, after }) => ({
        ...refOf(after),
        before: before.attributes,
        after: after.attributes,
      })),
      removed: removed.map(refOf),
      unchanged,
      skipped: read.skipped,
      unshown: read.unshown,
    };
  },
});

type Looked = Pick<Extract<ReadEstateFile, { ok: true }>, 'facts' | 'place'> & {
  now: Date;
  actor: Actor;
  removed: DeclaredDiff['removed'];
};

/** Blocks of the file that overlap each other or what somebody else holds: what the database would refuse one by one. */
async function takenBlocks(db: Database, { now, actor, facts, removed, place }: Looked): Promise<FileError[]> {
  const named = new Set([...facts.sites, ...facts.clusters, ...removed].map(({ key }) => key));
  const lans = new Set(facts.sites.flatMap((site) => site.lans.map(({ key }) => key)));
  const held = (await listLedgerRows(db, { now })).filter((row) => {
    // What these facts held so far is theirs to give up.
    const [kind, ...key] = (row.ownerKey ?? '').split(':');
    if (kind === 'lan') return !(row.siteKey !== null && named.has(row.siteKey)) && !lans.has(key.join(':'));
    return !named.has(key.join(':'));
  });
  const by = actor.kind === 'person' ? actor.id : null;
  const conflicts = claimConflicts(claimsOf(facts), held, by);
  if (conflicts.length === 0) return [];
  return conflicts.map(({ block, other }): FileError => {
    const path = pathOfClaim(facts, block);
    const params = { prefix: block.prefix, other: other.prefix, owner: other.owner };
    const code = other.state === 'reserved' ? 'block-reserved' : 'block-taken';
    return { ...place(path), code, params };
  });
}

function refOf({ section, key }: FactRef): FactRef {
  return { section, key };
}

const ImportEstate = EstateFileInput.extend({ base: z.string().optional(), keep: KeptFields.default([]) });

/**
 * Writes the declared facts of a file. `base` of a preview makes it refuse when somebody else wrote in between; `keep` names the
 * fields that stay as they are declared.
 */
export async function importEstate(context: Context, raw: z.input<typeof ImportEstate>) {
  const file = ImportEstate.safeParse(raw);
  // What is refused needs no reading.
  const mayDeclare = context.actor.kind === 'system' || permissionsOf(context.actor).includes('estate:declare');
  if (!file.success || !mayDeclare) return writeEstate(context, raw);
  return withParsedAhead(file.data, () => writeEstate(context, raw));
}

const writeEstate = command({
  name: 'estate.import',
  permission: 'estate:declare',
  input: ImportEstate,
  async scope(tx, file) {
    // The moment tells what is stale and nothing else: which clusters there are does not depend on it.
    const { wanted } = await readOrRefuse(tx, new Date(0), file);
    return scopeOfDiff(tx, diffDeclared(await loadStoredFacts(tx), wanted, file.mode));
  },
  async run({ tx, actor, now, newId }, { base, keep, ...file }) {
    const { wanted: said, detail } = await readOrRefuse(tx, now, file);
    const stored = await loadStoredFacts(tx);
    if (base !== undefined && base !== baseOf(stored)) throw new DomainError('conflict', 'estate-edited-meanwhile');
    const wanted = await withKeptFields({ tx, now }, { wanted: said, stored, keep, mode: file.mode });
    const diff = diffDeclared(stored, wanted, file.mode);
    const counts = { added: diff.added.length, changed: diff.changed.length, removed: diff.removed.length };
    if (counts.added + counts.changed + counts.removed === 0) return { result: counts, audit: [] };
    await writeFacts(tx, { actor, now, newId }, diff);
    return {
      result: counts,
      audit: {
        action: 'estate.import',
        objects: objectsOf(diff),
        before: [...diff.changed.map(({ before }) => factOf(before)), ...diff.removed.map(factOf)],
        after: [...diff.changed.map(({ after }) => factOf(after)), ...diff.added.map(factOf)],
        detail: { ...detail, mode: file.mode, ...counts, ...(keep.length > 0 ? { kept: keep.length } : {}) },
      },
      jobs: [checkGroundJob()],
      notices: [{ topic: 'estate', id: 'declared' }],
    };
  },
});

async function readOrRefuse(tx: Tx, now: Date, file: z.output<typeof EstateFileInput>) {
  const read = await readEstateFile(tx, now, file);
  if (read.ok) return read;
  const problems = read.errors.map(({ path, code, params, line, column }) => ({
    path,
    code,
    params: { ...params, line, column },
  }));
  throw new DomainError('invalid-input', 'estate-file-refused', { count: problems.length }, problems);
}

/** How many objects an entry names; the rest is counted. */
const NAMED = 50;

function objectsOf(diff: DeclaredDiff): string[] {
  const all = [...diff.added, ...diff.changed.map(({ after }) => after), ...diff.removed];
  return all.slice(0, NAMED).map(({ section, key }) => `${section}:${key}`);
}

function factOf({ section, key, attributes }: Fact) {
  return { section, key, attributes };
}
