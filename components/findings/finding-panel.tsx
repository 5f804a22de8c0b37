'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { fixAddress } from '@/components/network/finding-note';
import { useMe } from '@/components/people/use-me';
import { useReach } from '@/components/people/use-reach';
import { INSPECTOR_FRAME } from '@/components/topology/inspector-frame';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { PanelSection } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { routerOfFix } from '@/domain/checks/finding';
import { AcceptDialog } from './accept-dialog';
import type { FindingDetails } from './details';
import { FindingEvidence } from './finding-evidence';
import { FindingHistory } from './finding-history';
import { FindingText } from './finding-text';
import { pictureOfSubject } from './place-of-subject';
import { RemedySteps } from './remedy-steps';
import { SeverityBadge } from './severity';
import { useFindingActions } from './use-finding-actions';

/** One finding beside the list: the next move, what it rests on, since when. */
export function FindingPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('findingList');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { data, error } = useQuery(trpc.findings.read.queryOptions({ key: id }));
  return (
    <aside aria-label={t('panel.label')} className={INSPECTOR_FRAME}>
      <header className="flex items-start gap-2 px-4 pt-3 pb-2">
        <h2 className="text-15 font-strong">
          {data ? <FindingText finding={data.finding} part="title" /> : t('panel.label')}
        </h2>
        <IconButton label={t('panel.close')} onClick={onClose} className="ml-auto">
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {!data && !error && <SkeletonRows rows={8} label={t('loading')} />}
        {error && !data && <ErrorState title={t('failed')}>{refusal(error)}</ErrorState>}
        {data && <Details details={data} />}
      </div>
    </aside>
  );
}

function Details({ details }: { details: FindingDetails }) {
  const rules = useTranslations('findings');
  const { finding } = details;
  return (
    <>
      <PanelSection className="border-t-0 pt-0">
        <p className="flex flex-wrap items-center gap-2 text-12 text-ink-3">
          <SeverityBadge severity={finding.severity} />
          <span className="mono text-11">{finding.code}</span> {rules(`owner.${finding.owner}`)}
        </p>
        <p className="mt-2">
          <FindingText finding={finding} part="what" />
        </p>
      </PanelSection>
      {finding.goneAt === null && <NextMove details={details} />}
      <FindingEvidence details={details} />
      <FindingHistory finding={finding} />
    </>
  );
}

function NextMove({ details: { finding, remedy, mayAccept } }: { details: FindingDetails }) {
  const t = useTranslations('findingList');
  const rules = useTranslations('findings');
  const mayChange = useReach();
  const { may } = useMe();
  const { fix, accepted } = finding;
  const picture = pictureOfSubject(finding.subject);
  const mine = fix !== undefined && mayChange(routerOfFix(fix));
  return (
    <PanelSection title={t('panel.todo')}>
      <p>
        <FindingText finding={finding} part="todo" />
      </p>
      {fix && !mine && <p className="mt-1 text-12 text-ink-3">{t('panel.noRight')}</p>}
      <RemedySteps steps={remedy.steps} />
      {!fix && (
        <p className="mt-2 text-12 text-ink-3">{t('panel.byHand', { owner: rules(`owner.${finding.owner}`) })}</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {mine && (
          <Button asChild size="sm" variant="primary">
            <Link href={fixAddress(fix)}>{t('fix')}</Link>
          </Button>
        )}
        {remedy.form && may('estate:declare') && (
          <Button asChild size="sm" variant={fix || !remedy.form.attributes ? 'plain' : 'primary'}>
            <Link href={formAddress(remedy.form, finding.key)}>{t(`panel.${formVerb(finding.kind)}`)}</Link>
          </Button>
        )}
        {picture && (
          <Button asChild size="sm">
            <Link href={picture}>{t('panel.inTopology')}</Link>
          </Button>
        )}
        {mayAccept && <AcceptButton id={finding.key} accepted={accepted !== null && !accepted.expired} />}
      </div>
    </PanelSection>
  );
}

type Form = NonNullable<FindingDetails['remedy']['form']>;

/** The form of a declared fact; one that is to be filled in asks for the finding again, and takes it from there. */
function formAddress({ section, key, attributes }: Form, finding: string): string {
  const query = new URLSearchParams({ section });
  query.set(finding.startsWith('gateway-not-declared|') ? 'name' : 'key', key);
  if (attributes) query.set('finding', finding);
  return `/sites/declare?${query}`;
}

function formVerb(kind: FindingDetails['finding']['kind']): 'declare' | 'retire' | 'correct' | 'adopt' {
  if (kind === 'gateway-not-declared') return 'declare';
  if (kind === 'declared-not-observed') return 'retire';
  return kind === 'declared-differs' || kind === 'session-unexpected' ? 'adopt' : 'correct';
}

function AcceptButton({ id, accepted }: { id: string; accepted: boolean }) {
  const t = useTranslations('findingList.accept');
  const [asking, setAsking] = useState(false);
  const { withdraw } = useFindingActions();
  if (accepted)
    return (
      <Button size="sm" busy={withdraw.isPending} onClick={() => withdraw.mutate({ keys: [id] })}>
        {t('withdraw')}
      </Button>
    );
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {t('verb')}
      </Button>
      {asking && <AcceptDialog keys={[id]} onClose={() => setAsking(false)} />}
    </>
  );
}
