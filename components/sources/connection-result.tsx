'use client';

import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { Mono } from '@/components/ui/mono';
import { StatusMark, type Status } from '@/components/ui/status-mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { FailureText } from './failure-text';
import type { ConnectionTest } from './source-words';

type Connected = Extract<ConnectionTest, { kind: 'connected' }>;
type Grant = Connected['grants'][number];

const GRANT_MEANING: Record<Grant['state'], Status> = { granted: 'healthy', denied: 'broken', unknown: 'unknown' };
/** Of a right that nothing needs: without it is as it should be. */
const EXCESS_MEANING: Record<Grant['state'], Status> = { granted: 'warning', denied: 'healthy', unknown: 'unknown' };

/** What a try came to: every right that is needed and whether it is there, or why nothing answered. */
export function ConnectionResult({
  test,
}: {
  test: { data?: ConnectionTest; error: unknown; isPending: boolean; isError: boolean };
}) {
  const t = useTranslations('sources');
  const refusal = useRefusalText();
  if (test.isPending)
    return (
      <Frame>
        <StatusMark status="changing" label={t('testing')} />
      </Frame>
    );
  if (test.isError)
    return (
      <Frame>
        <StatusMark status="broken" label={t('testRefused')} /> {refusal(test.error)}
      </Frame>
    );
  if (!test.data) return null;
  if (test.data.kind === 'failed')
    return (
      <Frame>
        <StatusMark status="broken" label={t('testFailed')} /> <FailureText error={test.data.error} />
      </Frame>
    );
  return <Grants result={test.data} />;
}

function Frame({ children }: { children: React.ReactNode }) {
  return (
    <p role="status" className="border-t border-line px-4 py-3 text-12">
      {children}
    </p>
  );
}

/**
 * Reading needs all of its rights; a missing right to write only matters to whom the source shall let write; one too many is
 * for whoever gave it to take back.
 */
function verdictOf(grants: readonly Grant[]): 'all' | 'observe' | 'excess' | 'missing' {
  const lacks = (needed: Grant['needed']) =>
    grants.some((grant) => grant.needed === needed && grant.state === 'denied');
  if (lacks('observe')) return 'missing';
  if (grants.some((grant) => grant.needed === 'never' && grant.state === 'granted')) return 'excess';
  return lacks('apply') ? 'observe' : 'all';
}

const VERDICT_MEANING = { all: 'healthy', observe: 'warning', excess: 'warning', missing: 'broken' } as const;

function Grants({ result: { grants, latencyMs } }: { result: Connected }) {
  const t = useTranslations('sources');
  const verdict = verdictOf(grants);
  return (
    <div className="border-t border-line">
      <p role="status" className="px-4 pt-3 pb-2 text-12">
        <StatusMark status={VERDICT_MEANING[verdict]} label={t(`verdict.${verdict}`)} />{' '}
        <span className="text-ink-3">{t('answeredIn', { ms: Math.round(latencyMs) })}</span>
      </p>
      <Table compact>
        <TableHead>
          <TableRow>
            <TableHeader>{t('right')}</TableHeader>
            <TableHeader>{t('neededTo')}</TableHeader>
            <TableHeader>{t('state')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {grants.map((grant) => (
            <TableRow key={`${grant.action} ${grant.needed}`}>
              <TableCell>
                <Mono>{grant.action}</Mono>
              </TableCell>
              <TableCell>{t(`needed.${grant.needed}`)}</TableCell>
              <TableCell>
                <GrantMark grant={grant} />
                {grant.code && <Mono className="ml-2 text-ink-3">{grant.code}</Mono>}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function GrantMark({ grant: { needed, state } }: { grant: Grant }) {
  const t = useTranslations('sources');
  if (needed === 'never') return <StatusMark status={EXCESS_MEANING[state]} label={t(`excess.${state}`)} />;
  return <StatusMark status={GRANT_MEANING[state]} label={t(`grant.${state}`)} />;
}
