import { DomainError } from '@/domain/errors';
import { log } from '@/server/config/log';
import { exportAudit, type ExportAudit } from '@/server/use-cases/audit/export-entries';
import { apiContext } from './context';
import { httpStatusOf, refusalOf } from './errors';

/** Streams the export; the form may send its filter as JSON or as a form field `query`, so that a plain link can download. */
export async function answerAuditExport(request: Request): Promise<Response> {
  const context = await apiContext(request.headers);
  try {
    const { fileName, contentType, rows } = await exportAudit(context, await filterOf(request));
    return new Response(streamOf(rows), {
      headers: {
        'content-type': contentType,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) log().error({ err: error, requestId: context.requestId }, 'export failed');
    const status = error instanceof DomainError ? httpStatusOf(error) : 500;
    return Response.json({ refusal: refusalOf(error, context.requestId) }, { status });
  }
}

async function filterOf(request: Request): Promise<ExportAudit> {
  const isForm = request.headers.get('content-type')?.includes('form') ?? false;
  const text = isForm ? String((await request.formData()).get('query') ?? '{}') : await request.text();
  try {
    return JSON.parse(text || '{}') as ExportAudit;
  } catch (error) {
    if (error instanceof SyntaxError) throw new DomainError('invalid-input', 'not-json');
    throw error;
  }
}

/** Pulls a row when the reader wants one; a reader that goes away ends the walk. */
function streamOf(rows: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}
