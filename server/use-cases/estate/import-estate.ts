import { z } from 'zod';
import { type Actor, authorise, permissionsOf } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import type { DeclaredFacts } from '@/domain/estate/declared';
import { declaredOf, type Skipped } from '@/domain/estate/declared-of';
import { type FileError, readDocument } from '@/domain/estate/file/document';
import { parseEstateFile } from '@/domain/estate/file/parse';
import { pathOfClaim } from '@/domain/ledger/claim-path';
import { claimConflicts, claimsOf } from '@/domain/ledger/claims';
import type { Database } from '@/server/db/client';
import { listLedgerRows } from '@/server/db/ledger-blocks';
import { checkGroundJob } from '../changes/jobs';
import { command, query } from '../command';
import { scopeOfDiff, writeFacts } from '../inventory/write-facts';
import { baseOf, type DeclaredDiff, diffDeclared, type Fact, factsToStore, loadStoredFacts } from './declared-diff';

const Mode = z.enum(['merge', 'replace']).default('merge');
const File = z.strictObject({ text: z.string(), format: z.enum(['yaml', 'json']).optional(), mode: Mode });

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
      skipped: readonly Skipped[];
    };

/** The dry run: every error at once, or what the import would write. */
export const previewImport = query({
  permission: 'estate:read',
  input: File,
  async run({ db, actor, now }, { text, format, mode }): Promise<ImportPreview> {
    // Where the file reaches is not known before it is read: who may declare anything may look at what it would do.
    if (!permissionsOf(actor).includes('estate:declare')) authorise(actor, 'estate:declare');
    const parsed = parseEstateFile(text, { format });
    if (!parsed.ok) return { kind: 'refused', errors: parsed.errors };
    const { facts, skipped } = declaredOf(parsed.estate);
    const stored = await loadStoredFacts(db);
    const { added, changed, removed, unchanged } = diffDeclared(stored, factsToStore(parsed.estate, facts), mode);
    const taken = await takenBlocks(db, { now, actor, text, facts, removed });
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
      skipped,
    };
  },
});

type Looked = {
  now: Date;
  actor: Actor;
  text: string;
  facts: DeclaredFacts;
  removed: DeclaredDiff['removed'];
};

/** Blocks of the file that overlap each other or what somebody else holds: what the database would refuse one by one. */
async function takenBlocks(db: Database, { now, actor, text, facts, removed }: Looked): Promise<FileError[]> {
  const named = [...facts.sites, ...facts.clusters, ...removed].map(({ key }) => key);
  const lans = facts.sites.flatMap((site) => site.lans.map(({ key }) => key));
  const held = (await listLedgerRows(db, { now })).filter((row) => {
    // What these facts held so far is theirs to give up.
    const [kind, ...key] = (row.ownerKey ?? '').split(':');
    if (kind === 'lan') return !(row.siteKey !== null && named.includes(row.siteKey)) && !lans.includes(key.join(':'));
    return !named.includes(key.join(':'));
  });
  const by = actor.kind === 'person' ? actor.id : null;
  const conflicts = claimConflicts(claimsOf(facts), held, by);
  if (conflicts.length === 0) return [];
  const { place } = readDocument(text);
  return conflicts.map(({ block, other }): FileError => {
    const path = pathOfClaim(facts, block);
    const params = { prefix: block.prefix, other: other.prefix, owner: other.owner };
    const code = other.state === 'reserved' ? 'block-reserved' : 'block-taken';
    return { ...place(path), path, code, params };
  });
}

function refOf({ section, key }: FactRef): FactRef {
  return { section, key };
}

/** Writes the declared facts of a file. `base` of a preview makes it refuse when somebody else wrote in between. */
export const importEstate = command({
  name: 'estate.import',
  permission: 'estate:declare',
  input: File.extend({ base: z.string().optional() }),
  async scope(tx, { text, format, mode }) {
    const { estate, facts } = readFacts(text, format);
    return scopeOfDiff(tx, diffDeclared(await loadStoredFacts(tx), factsToStore(estate, facts), mode));
  },
  async run({ tx, actor, now, newId }, { text, format, mode, base }) {
    const { estate, facts } = readFacts(text, format);
    const stored = await loadStoredFacts(tx);
    if (base !== undefined && base !== baseOf(stored)) throw new DomainError('conflict', 'estate-edited-meanwhile');
    const diff = diffDeclared(stored, factsToStore(estate, facts), mode);
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
        detail: { estate: estate.metadata.name, mode, ...counts },
      },
      jobs: [checkGroundJob()],
      notices: [{ topic: 'estate', id: 'declared' }],
    };
  },
});

function readFacts(text: string, format: 'yaml' | 'json' | undefined) {
  const parsed = parseEstateFile(text, { format });
  if (parsed.ok) return { estate: parsed.estate, facts: declaredOf(parsed.estate).facts };
  const problems = parsed.errors.map(({ path, code, params, line, column }) => ({
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
