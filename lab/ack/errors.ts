import { ApiError } from '@/lab/alibaba/errors';

/** A refusal as the container service sends it: other names than the rest of the cloud, and the status inside. */
export function errorBody(error: ApiError, requestId: string): Record<string, unknown> {
  return {
    code: error.code,
    message: error.message,
    requestId,
    status: error.status,
    accessDeniedDetail: null,
    ...error.extra,
  };
}

export function denied(action: string): ApiError {
  return new ApiError(403, 'StatusForbidden', 'STSToken user not authorized to operate on the specified resource', {
    accessDeniedDetail: { AuthAction: `cs:${action}`, NoPermissionType: 'ImplicitDeny' },
  });
}

export function clusterNotFound(): ApiError {
  return new ApiError(404, 'ErrorClusterNotFound', 'cluster not found');
}

/** The service publishes no code for what is missing inside a cluster; this one is the lab's. */
export function notFound(what: string): ApiError {
  return new ApiError(404, `Error${what}NotFound`, `${what.toLowerCase()} not found`);
}

export function invalidParameter(message: string): ApiError {
  return new ApiError(400, 'InvalidParameter', message);
}
