import { z } from 'zod';
import type { Ask } from './connect';

const Report = z.object({
  intact: z.boolean(),
  rows: z.number(),
  head: z.object({ seq: z.string(), hash: z.string() }).nullable(),
  firstBad: z.object({ seq: z.string(), reason: z.string(), at: z.string(), action: z.string() }).nullable(),
  anchor: z.object({ verdict: z.string(), seq: z.string().optional(), at: z.string().optional() }),
});

const FAULTS: Readonly<Record<string, string>> = {
  gap: 'rows before it are missing',
  link: 'it does not continue the row before it',
  content: 'what stands in it is not what was written',
};

const ANCHORS: Readonly<Record<string, string>> = {
  matches: 'The anchor matches.',
  absent: 'There is no anchor yet: a cut tail would not show.',
  unreadable: 'The anchor cannot be read.',
  forged: 'The anchor was not written by this installation.',
  cut: 'Rows that were anchored are gone.',
  differs: 'The anchored row was replaced.',
};

/** `causeway audit verify`: 0 when the chain holds, 1 when it does not. */
export async function auditVerify(ask: Ask, print: (line: string) => void): Promise<number> {
  const { intact, rows, head, firstBad, anchor } = Report.parse(await ask('audit.verify', {}));
  if (firstBad) {
    const why = FAULTS[firstBad.reason] ?? firstBad.reason;
    print(`First bad row: ${firstBad.seq} (${firstBad.action}, ${firstBad.at}): ${why}.`);
  }
  print(`${rows} rows walked, head ${head ? `${head.seq} ${head.hash.slice(0, 12)}` : 'none'}.`);
  const place = anchor.seq ? ` Row ${anchor.seq}, ${anchor.at ?? 'time unknown'}.` : '';
  print(`${ANCHORS[anchor.verdict] ?? anchor.verdict}${place}`);
  print(intact ? 'The audit holds.' : 'THE AUDIT DOES NOT HOLD.');
  return intact ? 0 : 1;
}
