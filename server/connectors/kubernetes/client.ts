import type { AppsV1Api, AuthorizationV1Api, CoreV1Api, VersionApi } from '@kubernetes/client-node';
import type { KubernetesSource } from '../types';
import { readKubeconfig } from './kubeconfig';
import { createTransport, type Transport } from './transport';

/** A connection to one cluster: the calls of its API, and how each is bounded. */
export type Client = Transport & {
  core: CoreV1Api;
  apps: AppsV1Api;
  authorization: AuthorizationV1Api;
  version: VersionApi;
};

/** For a call that was given no bounds of its own. */
const BOUNDS = { deadlineMs: 20_000, maxBytes: 1024 * 1024 };

/**
 * Opens the place that the kubeconfig names, if it may be reached.
 * @throws ConnectorError for a kubeconfig that is not taken; what `source.allow` throws for a place that is not
 */
export async function openClient(source: Pick<KubernetesSource, 'kubeconfig' | 'allow'>): Promise<Client> {
  const access = readKubeconfig(await source.kubeconfig());
  await source.allow(`${access.host}:${access.port}`, access.protocol);
  // 880 classes, a second to load: not for a process that asks no cluster.
  const library = await import('@kubernetes/client-node');
  const transport = createTransport(access, library);
  const url = `${access.protocol}://${access.host}:${access.port}${access.basePath}`;
  const configuration = library.createConfiguration({
    baseServer: new library.ServerConfiguration(url, {}),
    ...transport.bounded(BOUNDS),
  });
  return {
    ...transport,
    core: new library.CoreV1Api(configuration),
    apps: new library.AppsV1Api(configuration),
    authorization: new library.AuthorizationV1Api(configuration),
    version: new library.VersionApi(configuration),
  };
}
