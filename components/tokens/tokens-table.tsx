'use client';

import { useMemo, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { DataTable, type DataColumn, type DataTableProps } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Mono } from '@/components/ui/mono';
import { StatusMark } from '@/components/ui/status-mark';
import { Tag } from '@/components/ui/tag';
import { TimeAgo, useNow } from '@/components/ui/time-ago';
import { RevokeToken } from './revoke-token';
import { MEANING, standingOf, type Token } from './token';

/** Tokens with what they open, until when, and when they last did. `owners`: also whose they are. */
export function TokensTable({
  tokens,
  owners,
  error,
  tools,
}: {
  tokens: readonly Token[] | undefined;
  owners: boolean;
  error: DataTableProps<Token>['error'];
  tools: ReactNode;
}) {
  const t = useTranslations('tokens');
  const columns = useMemo(
    (): DataColumn<Token>[] => [
      { id: 'name', header: t('name'), value: (row) => row.name, hideable: false },
      ...(owners ? [{ id: 'owner', header: t('owner'), value: (row: Token) => row.owner.name, width: 130 }] : []),
      {
        id: 'scopes',
        header: t('scopes'),
        value: (row) => row.scopes.join(', '),
        cell: ({ scopes }) => (
          // Cells do not wrap, so a long list would push the verbs off a narrow screen.
          <span title={scopes.join('\n')} className="block max-w-44 truncate xl:max-w-90 2xl:max-w-none">
            <Mono>{scopes.join(', ')}</Mono>
          </span>
        ),
      },
      {
        id: 'state',
        header: t('state'),
        value: (row) => t(`standing.${row.state}`),
        cell: (row) => <Standing token={row} />,
        width: 120,
      },
      {
        id: 'createdAt',
        header: t('created'),
        value: (row) => new Date(row.createdAt),
        cell: (row) => <TimeAgo at={new Date(row.createdAt)} />,
        width: 105,
      },
      {
        id: 'expiresAt',
        header: t('expires'),
        value: (row) => new Date(row.expiresAt),
        cell: (row) => <TimeAgo at={new Date(row.expiresAt)} />,
        width: 105,
      },
      {
        id: 'lastUsedAt',
        header: t('lastUsed'),
        value: (row) => (row.lastUsedAt ? new Date(row.lastUsedAt) : null),
        cell: (row) => (row.lastUsedAt ? <TimeAgo at={new Date(row.lastUsedAt)} /> : t('never')),
        width: 105,
      },
      {
        id: 'revoke',
        header: t('action'),
        value: () => null,
        sortable: false,
        align: 'end',
        width: 95,
        cell: (row) => row.state !== 'revoked' && row.state !== 'expired' && <RevokeToken token={row} owner={owners} />,
      },
    ],
    [t, owners],
  );
  return (
    <DataTable
      label={t('heading')}
      columns={columns}
      rows={tokens}
      rowId={(row) => row.id}
      remember="tokens"
      tools={tools}
      error={error}
      empty={<EmptyState title={t('emptyTitle')}>{t('emptyDetail')}</EmptyState>}
    />
  );
}

function Standing({ token }: { token: Token }) {
  const t = useTranslations('tokens');
  const standing = standingOf(token, useNow());
  const meaning = MEANING[standing];
  const word = t(`standing.${standing}`);
  return meaning ? <StatusMark status={meaning} label={word} /> : <Tag>{word}</Tag>;
}
