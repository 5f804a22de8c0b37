import type { ApiError } from '@/lab/alibaba/errors';

/** A refusal as the VPC API sends it. */
export function errorBody(error: ApiError, requestId: string): Record<string, unknown> {
  return {
    RequestId: requestId,
    HostId: 'vpc.aliyuncs.com',
    Code: error.code,
    Message: error.message,
    Recommend: `https://api.alibabacloud.com/troubleshoot?q=${error.code}&product=Vpc`,
    ...error.extra,
  };
}
