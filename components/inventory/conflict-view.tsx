'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { merged, threeWay } from '@/domain/estate/three-way';
import { FactValue } from './fact-value';
import { useFieldName } from './field-name';

type Attributes = Readonly<Record<string, unknown>>;

/** Two people edited one fact: what it was, what each made of it, and a choice for every field both changed. */
export function ConflictView(props: {
  base: Attributes;
  mine: Attributes;
  theirs: Attributes;
  onMerged: (attributes: Attributes) => void;
}) {
  const t = useTranslations('inventory.conflict');
  const name = useFieldName();
  const fields = threeWay(props.base, props.mine, props.theirs).filter(({ state }) => state !== 'same');
  const [chosen, setChosen] = useState<Record<string, 'mine' | 'theirs'>>({});
  const open = fields.filter(({ field, state }) => state === 'conflict' && chosen[field] === undefined);
  const all = threeWay(props.base, props.mine, props.theirs);
  return (
    <Panel
      title={t('title')}
      sub={t('sub')}
      footer={
        <div className="flex items-center gap-3 py-1">
          <Button variant="primary" disabled={open.length > 0} onClick={() => props.onMerged(merged(all, chosen))}>
            {t('take')}
          </Button>
          {open.length > 0 && t('open', { count: open.length })}
        </div>
      }
    >
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('field')}</TableHeader>
            <TableHeader>{t('base')}</TableHeader>
            <TableHeader>{t('mine')}</TableHeader>
            <TableHeader>{t('theirs')}</TableHeader>
            <TableHeader>{t('keep')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map(({ field, base, mine, theirs, state }) => (
            <TableRow key={field}>
              <TableCell className="font-medium">{name(field)}</TableCell>
              {[base, mine, theirs].map((value, n) => (
                <TableCell key={n} className="py-1.5 whitespace-normal">
                  <FactValue value={value} />
                </TableCell>
              ))}
              <TableCell>
                {state === 'conflict' ? (
                  <Segmented
                    label={t('keepOf', { field: name(field) })}
                    value={chosen[field] ?? ('' as 'mine')}
                    onChange={(side) => setChosen({ ...chosen, [field]: side })}
                    segments={[
                      { value: 'mine', label: t('mine') },
                      { value: 'theirs', label: t('theirs') },
                    ]}
                  />
                ) : (
                  <Tag>{state === 'mine' ? t('mine') : t('theirs')}</Tag>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
