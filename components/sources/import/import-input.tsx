'use client';

import { FileUp } from 'lucide-react';
import { useRef, type RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { controlLook } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { RadioCards } from '@/components/ui/radio-cards';

export type ImportMode = 'merge' | 'replace';

const ACCEPTED = '.yaml,.yml,.json,.csv,application/yaml,application/json,text/yaml,text/csv';

/** The file, picked or pasted, and what becomes of what it does not name. */
export function ImportInput(props: {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  mode: ImportMode;
  /** a table only adds and alters: there is no mode to choose */
  isTable: boolean;
  checking: boolean;
  onText: (text: string, fileName?: string) => void;
  onMode: (mode: ImportMode) => void;
  onCheck: () => void;
}) {
  const { area, text, mode, isTable, checking, onText, onMode, onCheck } = props;
  const t = useTranslations('sources.file');
  const picker = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (file) onText(await file.text(), file.name);
  };
  return (
    <Panel
      title={t('file')}
      actions={
        <>
          <input
            ref={picker}
            type="file"
            accept={ACCEPTED}
            className="sr-only"
            tabIndex={-1}
            aria-label={t('pick')}
            onChange={(event) => {
              void take(event.target.files?.[0]);
              // The same file picked again, after it was edited, has to be read again.
              event.target.value = '';
            }}
          />
          <Button size="sm" onClick={() => picker.current?.click()}>
            <FileUp aria-hidden />
            {t('pick')}
          </Button>
        </>
      }
      footer={
        <Button variant="primary" disabled={text.trim() === ''} busy={checking} onClick={onCheck}>
          {t('check')}
        </Button>
      }
    >
      <div
        className="flex flex-col gap-4 px-4 py-4"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer.files[0]);
        }}
      >
        <Field label={t('text')} help={t('textHelp')}>
          <TextArea area={area} text={text} onText={onText} />
        </Field>
        {isTable ? <p className="text-12 text-ink-3">{t('tableMerges')}</p> : <Mode mode={mode} onMode={onMode} />}
      </div>
    </Panel>
  );
}

function Mode({ mode, onMode }: { mode: ImportMode; onMode: (mode: ImportMode) => void }) {
  const t = useTranslations('sources.file');
  return (
    <Field group label={t('mode')}>
      <RadioCards
        label={t('mode')}
        value={mode}
        onChange={onMode}
        cards={(['merge', 'replace'] as const).map((value) => ({
          value,
          title: t(value),
          detail: t(`${value}Detail`),
        }))}
      />
    </Field>
  );
}

function TextArea({
  area,
  text,
  onText,
}: {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
}) {
  const t = useTranslations('sources.file');
  return (
    <textarea
      ref={area}
      aria-label={t('text')}
      rows={22}
      spellCheck={false}
      wrap="off"
      value={text}
      onChange={(event) => onText(event.target.value)}
      className={`${controlLook} mono resize-y px-2.5 py-1.5 text-12 whitespace-pre`}
    />
  );
}
