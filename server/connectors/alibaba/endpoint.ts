import { ConnectorError } from '../types';

const HOST_AND_PORT =
  /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::(\d{1,5}))?$/i;

/**
 * Host and optional port, nothing else. The SDK would take a scheme for a host and put a path on the wire that is not
 * signed; userinfo could show one host to the reader and another to the socket. Which hosts may be reached is the caller's rule.
 * @throws ConnectorError `rejected`
 */
export function assertEndpoint(endpoint: string): void {
  const match = HOST_AND_PORT.exec(endpoint);
  const port = match?.[1] === undefined ? 443 : Number(match[1]);
  if (!match || port < 1 || port > 65535) {
    throw new ConnectorError(
      'rejected',
      'The endpoint is a host name with an optional port: no scheme, path or user.',
      { outcome: 'none' },
    );
  }
}
