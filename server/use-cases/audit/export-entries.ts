import { z } from 'zod';
import { walkAudit } from '@/server/db/audit-search';
import { command } from '../command';
import type { Context } from '../context';
import { type AuditEntryView, AuditQuery, toFilter, toView } from './filter';

export const ExportAudit = AuditQuery.extend({ format: z.enum(['csv', 'ndjson']).default('csv') });
export type ExportAudit = z.input<typeof ExportAudit>;

const BATCH = 1_000;

/** The audit as a file, row by row as it is read. That somebody took it is itself a row of the audit. */
export async function exportAudit(
  context: Context,
  input: ExportAudit,
): Promise<{ fileName: string; contentType: string; rows: AsyncGenerator<string> }> {
  const { format, ...asked } = await recordExport(context, input);
  const day = context.now().toISOString().slice(0, 10);
  return {
    fileName: `causeway-audit-${day}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    rows: format === 'csv' ? csvLines(context, asked) : jsonLines(context, asked),
  };
}

const recordExport = command({
  name: 'audit.export',
  permission: 'audit:read',
  input: ExportAudit,
  run: async (_scope, input) => ({ result: input, audit: { action: 'audit.export', detail: input } }),
});

async function* entries(context: Context, asked: AuditQuery): AsyncGenerator<AuditEntryView> {
  const filter = toFilter(asked);
  let above = 0n;
  for (;;) {
    const batch = await walkAudit(context.db, filter, above, BATCH);
    for (const row of batch) yield toView(row);
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    above = last.seq;
  }
}

async function* jsonLines(context: Context, asked: AuditQuery): AsyncGenerator<string> {
  for await (const entry of entries(context, asked)) yield `${JSON.stringify(entry)}\n`;
}

const COLUMNS = [
  ['seq', (entry) => entry.seq],
  ['at', (entry) => entry.at],
  ['actor_kind', (entry) => entry.actorKind],
  ['actor_id', (entry) => entry.actorId],
  ['actor', (entry) => entry.actorName],
  ['action', (entry) => entry.action],
  ['result', (entry) => entry.result],
  ['objects', (entry) => entry.objects.join(' ')],
  ['change', (entry) => (entry.changeNumber === null ? null : `CHG-${entry.changeNumber}`)],
  ['change_id', (entry) => entry.changeId],
  ['plan_id', (entry) => entry.planId],
  ['step', (entry) => entry.stepIndex],
  ['request_id', (entry) => entry.requestId],
  ['before', (entry) => json(entry.before)],
  ['after', (entry) => json(entry.after)],
  ['detail', (entry) => json(entry.detail)],
  ['prev_hash', (entry) => entry.prevHash],
  ['hash', (entry) => entry.hash],
] as const satisfies readonly (readonly [string, (entry: AuditEntryView) => string | number | null])[];

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

async function* csvLines(context: Context, asked: AuditQuery): AsyncGenerator<string> {
  // The byte order mark tells spreadsheets that this is UTF-8.
  yield `\uFEFF${COLUMNS.map(([name]) => name).join(',')}\r\n`;
  for await (const entry of entries(context, asked)) {
    yield `${COLUMNS.map(([, read]) => csvCell(read(entry))).join(',')}\r\n`;
  }
}

/**
 * One cell of a CSV file (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe in front of it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const inert = /^[\s\uFEFF]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
