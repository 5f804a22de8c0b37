import path from 'node:path';
import { anAccount, recordings, startRecorded } from '../../alibaba/testing/recorded-source';
import type { Answer, RecordedSource as Recorded, Reply, Request } from '../../alibaba/testing/recorded-source';
import type { AckSource } from '../../types';

export type { Answer, Reply };
export type RecordedSource = Recorded<AckSource>;

export const { fixture, failure } = recordings(path.join(import.meta.dirname, '..', '__fixtures__'));

export const aSource: AckSource = { ...anAccount, system: 'ack' };

export function startSource(answer: Answer, about: Partial<AckSource> = {}): Promise<RecordedSource> {
  return startRecorded(answer, { ...aSource, ...about });
}

const OF_TERWAY: Readonly<Record<string, string>> = {
  DescribeClusterNodePoolDetail: '.edge',
  GetClusterAddonInstance: '.terway-edge',
  DescribeAddon: '.terway-edge',
};

/** The recorded estate: one Edge cluster with a cloud and an edge pool, five nodes, four add-ons, one task. */
export function recordedAnswer({ action }: Request): Reply {
  return { body: fixture(`${action}${OF_TERWAY[action] ?? ''}`) };
}
