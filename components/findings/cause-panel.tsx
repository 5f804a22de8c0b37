'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { Pager } from '@/components/lists/pager';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { AcceptDialog } from './accept-dialog';
import type { Cause } from './details';
import { FindingRows } from './finding-rows';
import { FindingText } from './finding-text';
import { SeverityBadge } from './severity';
import { filterOf, type ChangeFindingsAddress, type FindingsAddress } from './use-findings-address';

type CausePanelProps = { cause: Cause; address: FindingsAddress; onChange: ChangeFindingsAddress };

const MEMBERS_A_PAGE = 50;
/** So many are accepted with one decision; beyond it a cause is nothing to live with. */
const MOST_ACCEPTED = 200;

/** One cause: how much of it there is, the objects it shows on, and what comes of it. */
export function CausePanel({ cause, address, onChange }: CausePanelProps) {
  const t = useTranslations('findingList.cause');
  const rules = useTranslations('findings');
  const [first] = [...cause.findings, ...cause.consequences];
  const all = cause.findingCount + cause.consequenceCount;
  const open = address.cause === cause.key;
  const more = all > cause.findings.length + cause.consequences.length;
  const rows = { chosen: address.finding, onChoose: (finding: string) => void onChange({ finding }) };
  if (!first) return null;
  return (
    <Panel
      title={
        <span className="flex items-center gap-2">
          <SeverityBadge severity={cause.severity} />
          <FindingText finding={cause.findings[0] ?? first} part="title" />
        </span>
      }
      sub={
        <>
          <span className="mono text-11">{cause.code}</span> · {rules(`owner.${cause.owner}`)} ·{' '}
          {t('objects', { count: cause.findingCount })}
          {cause.consequenceCount > 0 && ` ${t('consequences', { count: cause.consequenceCount })}`} ·{' '}
          {t('flows', { count: cause.flowCount })}
        </>
      }
      actions={
        <>
          {address.state === 'standing' && <AcceptAll cause={cause} address={address} />}
          {(more || open) && (
            <Button
              size="sm"
              variant="ghost"
              aria-expanded={open}
              onClick={() => void onChange({ cause: open ? null : cause.key })}
            >
              {open ? t('fewer') : t('all', { count: all })}
            </Button>
          )}
        </>
      }
    >
      {open ? (
        <Members cause={cause} address={address} {...rows} />
      ) : (
        <FindingRows findings={cause.findings} consequences={cause.consequences} {...rows} />
      )}
    </Panel>
  );
}

type RowsProps = { chosen: string | null; onChoose: (key: string) => void };

/** Every object of the cause, asked for by page. */
function Members({ cause, address, ...rows }: { cause: Cause; address: FindingsAddress } & RowsProps) {
  const trpc = useTRPC();
  const [page, setPage] = useState(1);
  const { data } = useQuery(
    trpc.findings.members.queryOptions({
      ...filterOf(address),
      cause: cause.key,
      page,
      pageSize: MEMBERS_A_PAGE,
    }),
  );
  const found = data?.findings ?? [...cause.findings, ...cause.consequences];
  const isOwn = (each: Cause['findings'][number]) => each.kind === cause.kind;
  return (
    <>
      <FindingRows findings={found.filter(isOwn)} consequences={found.filter((each) => !isOwn(each))} {...rows} />
      <Pager page={page} pages={Math.ceil((data?.found ?? 0) / MEMBERS_A_PAGE)} onPage={setPage} />
    </>
  );
}

/** One decision about all objects of a cause. */
function AcceptAll({ cause, address }: { cause: Cause; address: FindingsAddress }) {
  const t = useTranslations('findingList.cause');
  const trpc = useTRPC();
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const members = useQuery(
    trpc.findings.members.queryOptions(
      { ...filterOf(address), cause: cause.key, pageSize: MOST_ACCEPTED },
      { enabled: asking },
    ),
  );
  const count = cause.findingCount + cause.consequenceCount;
  if (!may('finding:accept') || count < 2 || count > MOST_ACCEPTED) return null;
  return (
    <>
      <Button size="sm" variant="ghost" busy={asking && members.isPending} onClick={() => setAsking(true)}>
        {t('acceptAll', { count })}
      </Button>
      {asking && members.data && (
        <AcceptDialog keys={members.data.findings.map((each) => each.key)} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
