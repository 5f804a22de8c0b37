'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { Mono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Role } from '@/domain/access';
import { GrantRole } from './grant-role';
import type { Person } from './person';
import { usePeopleActions } from './use-people-actions';

/** One person: the roles held, where, since when, and the way to end it all. */
export function PersonPanel({ person, isMe }: { person: Person; isMe: boolean }) {
  const t = useTranslations('people');
  const [granting, setGranting] = useState(false);
  return (
    <Panel
      title={
        <span className="inline-flex items-center gap-2">
          <Avatar name={person.name} />
          {person.name}
        </span>
      }
      sub={
        <span className="inline-flex items-center gap-2">
          {person.email}
          {isMe && <span>{t('you')}</span>}
          {person.disabledAt ? (
            <Badge status="broken" size="sm">
              {t('disabled')}
            </Badge>
          ) : (
            <span>{t('sessions', { count: person.sessions })}</span>
          )}
        </span>
      }
      actions={
        <>
          <Button size="sm" aria-expanded={granting} onClick={() => setGranting(!granting)}>
            {t('grant')}
          </Button>
          {!isMe && <Switching person={person} />}
        </>
      }
    >
      {granting && <GrantRole person={person} onClose={() => setGranting(false)} />}
      <Grants person={person} />
    </Panel>
  );
}

function Switching({ person }: { person: Person }) {
  const t = useTranslations('people');
  const { disable, enable } = usePeopleActions();
  const [asking, setAsking] = useState(false);
  const { id: personId, name } = person;
  if (person.disabledAt)
    return (
      <Button size="sm" busy={enable.isPending} onClick={() => enable.mutate({ personId })}>
        {t('enable')}
      </Button>
    );
  return (
    <>
      <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
        {t('disable')}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={t('disableTitle', { name })}
        confirmLabel={t('disableConfirm', { name })}
        cancelLabel={t('keep')}
        busy={disable.isPending}
        onConfirm={() => disable.mutate({ personId }, { onSettled: () => setAsking(false) })}
      >
        {t('disableDetail')}
      </ConfirmDialog>
    </>
  );
}

function Grants({ person }: { person: Person }) {
  const t = useTranslations('people');
  const { revoke } = usePeopleActions();
  if (person.grants.length === 0) return <p className="px-4 py-3 text-12 text-ink-3">{t('noRoles')}</p>;
  return (
    <Table compact>
      <TableHead>
        <TableRow>
          <TableHeader>{t('roleLabel')}</TableHeader>
          <TableHeader>{t('scope')}</TableHeader>
          <TableHeader>{t('since')}</TableHeader>
          <TableHeader end>{t('action')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {person.grants.map((grant) => {
          const role = t(`role.${grant.role as Role}`);
          return (
            <TableRow key={grant.id}>
              <TableCell className="w-1/4 font-medium">{role}</TableCell>
              <TableCell>
                <Scope siteKey={grant.siteKey} sourceKey={grant.sourceKey} />
              </TableCell>
              <TableCell className="w-1/4">
                <TimeAgo at={new Date(grant.grantedAt)} />
              </TableCell>
              <TableCell end>
                <IconButton
                  label={t('revoke', { role, name: person.name })}
                  busy={revoke.isPending && revoke.variables.grantId === grant.id}
                  onClick={() => revoke.mutate({ grantId: grant.id })}
                >
                  <X aria-hidden />
                </IconButton>
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}

function Scope({ siteKey, sourceKey }: { siteKey: string | null; sourceKey: string | null }) {
  const t = useTranslations('people');
  if (siteKey === null && sourceKey === null) return <>{t('everywhere')}</>;
  return (
    <>
      {t(siteKey === null ? 'inSource' : 'inSite')} <Mono>{siteKey ?? sourceKey}</Mono>
    </>
  );
}
