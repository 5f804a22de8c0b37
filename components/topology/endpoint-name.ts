import type { Endpoint } from '@/domain/estate/flow';

/** What an end of a flow is called. */
export function endpointName(endpoint: Endpoint): string {
  if ('pool' in endpoint) return endpoint.pool;
  return 'site' in endpoint ? endpoint.site : endpoint.prefix;
}
