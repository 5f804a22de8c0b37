import path from 'node:path';
import { anAccount, recordings, startRecorded } from '../../alibaba/testing/recorded-source';
import type { Answer, RecordedSource as Recorded, Reply, Request } from '../../alibaba/testing/recorded-source';
import type { VpcSource } from '../../types';

export type { Answer, Reply };
export type RecordedSource = Recorded<VpcSource>;

export const { fixture, failure } = recordings(path.join(import.meta.dirname, '..', '__fixtures__'));

export const aSource: VpcSource = { ...anAccount, system: 'vpc' };

export function startSource(answer: Answer, about: Partial<VpcSource> = {}): Promise<RecordedSource> {
  return startRecorded(answer, { ...aSource, ...about });
}

/** The recorded estate: one VPC, one VBR, one circuit, a router-interface pair, one BGP session. */
export function recordedAnswer({ action, parameters }: Request): Reply {
  return { body: fixture(fixtureOf(action, parameters)) };
}

function fixtureOf(action: string, parameters: Readonly<Record<string, string>>): string {
  if (action === 'DescribeRouteTableList') return `${action}.${parameters['RouterType'] === 'VBR' ? 'vbr' : 'vrouter'}`;
  if (action === 'DescribeRouteEntryList')
    return `${action}.${parameters['RouteTableId']?.includes('vbr') ? 'vbr' : 'vpc'}`;
  return action;
}
