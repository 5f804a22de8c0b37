'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { parseAsBoolean, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { richTags } from '@/components/i18n/rich-tags';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import { NewToken } from './new-token';
import { TokensTable } from './tokens-table';

const WHOSE = ['mine', 'everybody'] as const;

/** One's own tokens, and everybody's for those who manage people. */
export function TokensPage() {
  const t = useTranslations('tokens');
  const { me, may } = useMe();
  const [making, setMaking] = useQueryState('new', parseAsBoolean.withDefault(false));
  if (me?.tokenScopes.length === 0)
    return (
      <PageBody>
        <EmptyState level={1} title={t('noRights')}>
          {t('noRightsDetail')}
        </EmptyState>
      </PageBody>
    );
  return (
    <PageBody>
      <PageHeader
        title={t('heading')}
        sentence={<span className="text-13 text-ink-2">{t('sentence')}</span>}
        actions={
          !making && (
            <Button variant="primary" onClick={() => void setMaking(true)}>
              <Plus aria-hidden />
              {t('new')}
            </Button>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {making && me && <NewToken scopes={me.tokenScopes} onClose={() => void setMaking(false)} />}
        <Panel footer={t.rich('usage', richTags)}>
          <TokenList manages={may('people:manage')} ready={me !== undefined} />
        </Panel>
      </div>
    </PageBody>
  );
}

function TokenList({ manages, ready }: { manages: boolean; ready: boolean }) {
  const t = useTranslations('tokens');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const [wished, setWhose] = useQueryState('whose', parseAsStringLiteral(WHOSE).withDefault('mine'));
  const whose = manages ? wished : 'mine';
  // Asked once it is known who asks: a refusal for a link somebody shared would help nobody.
  const tokens = useQuery(trpc.people.tokens.queryOptions({ whose }, { enabled: ready }));
  return (
    <TokensTable
      tokens={tokens.data}
      owners={whose === 'everybody'}
      error={
        tokens.isError
          ? { title: t('listFailed'), detail: refusal(tokens.error), onRetry: () => void tokens.refetch() }
          : undefined
      }
      tools={
        manages && (
          <Segmented
            label={t('whose.label')}
            value={whose}
            onChange={(next) => void setWhose(next)}
            segments={WHOSE.map((value) => ({ value, label: t(`whose.${value}`) }))}
          />
        )
      }
    />
  );
}
