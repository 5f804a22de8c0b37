'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/panel';
import { ConnectionResult } from './connection-result';
import { EditSourceForm } from './edit-source-form';
import { KindTable } from './kind-table';
import { SourceFacts } from './source-facts';
import { SourceVerbs } from './source-verbs';
import { HEALTH_MEANING, type Source } from './source-words';
import { useSourceActions } from './use-source-actions';

/** One source: is it well, how old is what it showed, and what can be done to it. */
export function SourcePanel({ source }: { source: Source }) {
  const t = useTranslations('sources');
  const actions = useSourceActions();
  const [editing, setEditing] = useQueryState('edit', parseAsString);
  const open = editing === source.key;
  return (
    <Panel
      title={source.name}
      sub={
        <span className="inline-flex items-center gap-2">
          <Badge status={HEALTH_MEANING[source.health]} size="sm">
            {t(`health.${source.health}`)}
          </Badge>
          <span className="mono">{source.key}</span>
        </span>
      }
      actions={
        <SourceVerbs
          source={source}
          actions={actions}
          editing={open}
          onEdit={() => void setEditing(open ? null : source.key)}
        />
      }
    >
      {open && (
        <EditSourceForm key={source.id} source={source} edit={actions.edit} onClose={() => void setEditing(null)} />
      )}
      <SourceFacts source={source} />
      <ConnectionResult test={actions.test} />
      <KindTable kinds={source.kinds} />
    </Panel>
  );
}
