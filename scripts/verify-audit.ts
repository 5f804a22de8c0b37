/** `npm start -- --verify-audit` ends here: the whole chain walked, answered with one line of JSON. */
import { randomUUID } from 'node:crypto';
import { env } from '@/server/config/env';
import { openDatabase } from '@/server/db/client';
import { verifyChain } from '@/server/use-cases/audit/verify-chain';
import { asSystem } from '@/server/use-cases/context';

const db = openDatabase(env().DATABASE_URL, { poolSize: 2 });
try {
  const context = asSystem({ db, now: () => new Date(), newId: () => randomUUID() }, 'verify-audit');
  const { intact, rows, head, firstBad, anchor } = await verifyChain(context, {});
  const lines = [
    firstBad
      ? `Row ${firstBad.seq} is the first bad one (${firstBad.reason}): ${firstBad.action}, ${firstBad.at}. ${rows} rows before it hold.`
      : `All ${rows} rows hold. Head: row ${head?.seq ?? 'none'}, ${head?.hash ?? 'empty chain'}.`,
    `Anchor outside the database: ${anchor.verdict}${anchor.seq ? ` (row ${anchor.seq}, ${anchor.at})` : ''}.`,
  ];
  console.log(JSON.stringify({ intact, lines }));
} finally {
  await db.$disconnect();
}
