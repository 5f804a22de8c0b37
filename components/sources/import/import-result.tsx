'use client';

import { useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { DiffRows, type DiffRow } from '@/components/ui/diff-rows';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { ChangedFact } from './changed-fact';
import { ImportErrors } from './import-errors';
import { isKeptWhole, type Kept } from './kept';
import { SkippedFields } from './skipped-fields';
import { UnshownReferences } from './unshown-references';

type Preview = ApiOutputs['estate']['previewImport'];
type Ready = Extract<Preview, { kind: 'ready' }>;

type Props = {
  text: string;
  check: { data?: Preview; error: unknown };
  write: { error: unknown; isPending: boolean };
  onLine: (line: number) => void;
  kept: Kept;
  onKeep: (kept: Kept) => void;
  onImport: (base: string) => void;
};

/** The dry run: every error, or exactly what would be written. */
export function ImportResult({ text, check, write, onLine, kept, onKeep, onImport }: Props) {
  const t = useTranslations('sources.file');
  const refusal = useRefusalText();
  const { data } = check;
  if (check.error)
    return (
      <Panel title={t('dryRun')} padded>
        <p role="alert">
          <StatusMark status="broken" label={refusal(check.error)} className="whitespace-normal" />
        </p>
      </Panel>
    );
  if (!data)
    return (
      <Panel title={t('dryRun')}>
        <EmptyState level={2} title={t('notChecked')}>
          {t('notCheckedDetail')}
        </EmptyState>
      </Panel>
    );
  if (data.kind === 'refused') return <ImportErrors text={text} errors={data.errors} onLine={onLine} />;
  const changed = data.changed.filter((fact) => !isKeptWhole(kept, fact)).length;
  const total = data.added.length + changed + data.removed.length;
  return (
    <Panel
      title={t('dryRun')}
      sub={t('counts', { added: data.added.length, changed, removed: data.removed.length })}
      footer={
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant={data.removed.length > 0 ? 'danger' : 'primary'}
            disabled={total === 0}
            busy={write.isPending}
            onClick={() => onImport(data.base)}
          >
            {t('importFacts', { count: total })}
          </Button>
          {write.error ? (
            <span role="alert">
              <StatusMark status="broken" label={refusal(write.error)} className="whitespace-normal" />
            </span>
          ) : (
            total === 0 && t('nothingToWrite')
          )}
        </div>
      }
    >
      <ReadyRows ready={data} kept={kept} onKeep={onKeep} onLine={onLine} />
    </Panel>
  );
}

/** Long lists are counted past this: the page shows what it is about, the audit has them all. */
const SHOWN = 200;

type RowsProps = Pick<Props, 'kept' | 'onKeep' | 'onLine'> & { ready: Ready };

function ReadyRows({ ready, kept, onKeep, onLine }: RowsProps) {
  const t = useTranslations('sources.file');
  const words = useTranslations('common.diff');
  const rows: DiffRow[] = [
    ...ready.removed.map((fact) => ({ kind: 'del' as const, subject: fact.key, detail: sectionName(fact.section) })),
    ...ready.added.map((fact) => ({ kind: 'add' as const, subject: fact.key, detail: sectionName(fact.section) })),
  ];
  function sectionName(section: string): string {
    const known = section as 'sites';
    return t.has(`sections.${known}`) ? t(`sections.${known}`) : section;
  }
  return (
    <div role="status">
      <DiffRows
        groups={[{ rows: rows.slice(0, SHOWN) }]}
        words={{ add: words('add'), mod: words('mod'), del: words('del'), same: words('same') }}
      />
      {rows.length > SHOWN && (
        <p className="px-4 py-2 text-12 text-ink-3">{t('more', { count: rows.length - SHOWN })}</p>
      )}
      {ready.changed.slice(0, SHOWN).map((fact) => (
        <ChangedFact
          key={`${fact.section} ${fact.key}`}
          fact={fact}
          name={sectionName(fact.section)}
          kept={kept}
          onKeep={onKeep}
        />
      ))}
      {ready.changed.length > SHOWN && (
        <p className="px-4 py-2 text-12 text-ink-3">{t('more', { count: ready.changed.length - SHOWN })}</p>
      )}
      <div className="flex flex-col gap-1 border-t border-line px-4 py-3 text-12 text-ink-3">
        <p>{t('unchanged', { count: ready.unchanged })}</p>
        <UnshownReferences unshown={ready.unshown} onLine={onLine} />
        <SkippedFields skipped={ready.skipped} sectionName={sectionName} />
      </div>
    </div>
  );
}
