import { answerAuditExport } from '@/server/api/audit-export';

export const dynamic = 'force-dynamic';

/** The audit as a file. POST, because taking it away is itself recorded. */
export function POST(request: Request): Promise<Response> {
  return answerAuditExport(request);
}
