'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import type { ChangeFindingsAddress, FindingsAddress } from './use-findings-address';

type NoFindingsProps = { address: FindingsAddress; empty: boolean; onChange: ChangeFindingsAddress };

/** Why none is shown: nothing to judge, nothing wrong, or filters that leave none. */
export function NoFindings({ address, empty, onChange }: NoFindingsProps) {
  const t = useTranslations('findingList');
  const { owner, severity, kind, object, q, state } = address;
  const filtered = owner.length + severity.length > 0 || kind !== '' || object !== null || q !== '';
  if (filtered)
    return (
      <Nothing
        title={t('noMatch')}
        detail={t('noMatchDetail')}
        action={
          <Button
            onClick={() =>
              void onChange({ owner: null, severity: null, kind: null, object: null, q: null, page: null })
            }
          >
            {t('clear')}
          </Button>
        }
      />
    );
  if (empty)
    return (
      <Nothing
        title={t('emptyEstate')}
        detail={t('emptyEstateDetail')}
        action={
          <Button asChild variant="primary">
            <Link href="/settings/sources">{t('openSources')}</Link>
          </Button>
        }
      />
    );
  const words = { standing: 'Standing', accepted: 'Accepted', gone: 'Gone' } as const;
  return <Nothing title={t(`empty${words[state]}`)} detail={t(`empty${words[state]}Detail`)} />;
}

function Nothing({ title, detail, action }: { title: string; detail: string; action?: React.ReactNode }) {
  return (
    <Panel>
      <EmptyState level={2} title={title} action={action}>
        {detail}
      </EmptyState>
    </Panel>
  );
}
