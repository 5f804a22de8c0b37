'use client';

import { ChevronRight } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Panel } from '@/components/ui/panel';
import { TimeAgo } from '@/components/ui/time-ago';
import { ConnectionResult } from './connection-result';
import { EditSourceForm } from './edit-source-form';
import { KindTable } from './kind-table';
import { SourceFacts } from './source-facts';
import { SourceVerbs } from './source-verbs';
import { HEALTH_MEANING, type Source } from './source-words';
import { useSourceActions } from './use-source-actions';

type Fold = { open: boolean; onToggle: () => void };

/** One source: is it well, how old is what it showed, and what can be done to it. Among many its details are shown when asked for. */
export function SourcePanel({ source, fold }: { source: Source; fold?: Fold }) {
  const t = useTranslations('sources');
  const actions = useSourceActions();
  const [editing, setEditing] = useQueryState('edit', parseAsString);
  const open = editing === source.key;
  return (
    <Panel
      title={fold ? <Foldable fold={fold}>{source.name}</Foldable> : source.name}
      sub={
        <span className="inline-flex items-center gap-2">
          <Badge status={HEALTH_MEANING[source.health]} size="sm">
            {t(`health.${source.health}`)}
          </Badge>
          <span className="mono">{source.key}</span>
          {fold && !fold.open && source.lastReadAt && <TimeAgo at={new Date(source.lastReadAt)} />}
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
      {(!fold || fold.open) && <SourceFacts source={source} />}
      <ConnectionResult test={actions.test} />
      {(!fold || fold.open) && <KindTable kinds={source.kinds} />}
    </Panel>
  );
}

function Foldable({ fold: { open, onToggle }, children }: { fold: Fold; children: string }) {
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className="flex items-center gap-1.5 hover:text-accent"
    >
      <ChevronRight aria-hidden className={cn('size-3.5 stroke-[1.5] transition-transform', open && 'rotate-90')} />
      {children}
    </button>
  );
}
