import type { Answer, Call } from '../alibaba/call';
import { createCall } from '../alibaba/client';
import { requestIdOf, unreadableAnswer } from '../alibaba/errors';
import type { VpcSource } from '../types';
import { sealSecrets } from './secrets';

/** Calls of the VPC API: RPC, one path, everything in the query; every answer carries its request id. */
export function createVpcCall(source: VpcSource): Call {
  return createCall(source, {
    version: '2016-04-28',
    load: () => import('@alicloud/vpc20160428'),
    route: (_action, query) => ({ style: 'RPC', method: 'POST', pathname: '/', query }),
    seal: (body, _action, fingerprint) => sealSecrets(body, fingerprint) as Answer,
    check: (answer, action) => {
      if (requestIdOf(answer['RequestId']) === undefined)
        throw unreadableAnswer(action, 'the answer has no request id');
    },
  });
}
