'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { endpointName } from '@/components/topology/endpoint-name';
import { VERDICT_STATUS } from '@/components/topology/verdict-status';
import { Mono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { Table, TableBody, TableCell, TableRow } from '@/components/ui/table';
import { reachBetween } from './use-reach-address';

/** The flows that people have declared, as questions that can be asked with one press; the broken ones first. */
export function DeclaredFlows({ at }: { at: Date | null }) {
  const t = useTranslations('reachability');
  const status = useTranslations('status');
  const trpc = useTRPC();
  const { data } = useQuery(trpc.reachability.flows.queryOptions({ ...(at ? { at: at.toISOString() } : {}) }));
  if (!data || data.length === 0) return null;
  return (
    <Panel title={t('declared')} className="mt-3">
      <Table>
        <TableBody>
          {data.map(({ key, from, to, kind }) => (
            <TableRow key={key}>
              <TableCell className="w-40">
                <StatusMark status={VERDICT_STATUS[kind]} label={status(VERDICT_STATUS[kind])} />
              </TableCell>
              <TableCell className="font-medium">{key}</TableCell>
              <TableCell className="w-full">
                <Link
                  href={reachBetween(endpointName(from), endpointName(to), at)}
                  prefetch={false}
                  className="hover:text-accent hover:underline"
                >
                  <Mono>{endpointName(from)}</Mono> ⇄ <Mono>{endpointName(to)}</Mono>
                </Link>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
