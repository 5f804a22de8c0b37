import type { ObservedResource, ResourceOf } from '@/domain/estate/resource';
import { toConnectorError, unreadableAnswer } from '../alibaba/errors';
import { inTurn } from '../alibaba/in-turn';
import type { Listing } from '../alibaba/listing';
import type { Part } from '../alibaba/part';
import type { Read } from '../alibaba/read';
import { ConnectorError } from '../types';
import { addOnsOf } from './listings';

/** Rows of one list completed at once; the source's own limits come on top. */
const AT_ONCE = 4;

/** Add-ons whose configuration verdicts rest on. That of others is shown, and asked for last. */
export function isNetworkAddOn(name: string): boolean {
  return name.startsWith('terway');
}

/**
 * A list says less of its objects than a call for each. An object whose own call fails is left out and the part fails with it:
 * half an object would look like a change of the other half.
 */
export async function completed<R extends ObservedResource>(
  part: Part,
  complete: (resource: R) => Promise<ObservedResource>,
): Promise<Part> {
  let error = part.error;
  const resources = await inTurn(part.resources, AT_ONCE, (resource) =>
    complete(resource as R).catch((thrown: unknown) => {
      error ??= toConnectorError(thrown, 'complete');
      return null;
    }),
  );
  return {
    resources: resources.filter((each) => each !== null),
    skipped: part.skipped,
    ...(error === undefined ? {} : { error }),
  };
}

/** Only the detail of an edge pool says whether its nodes reach one another and use the host's network. */
export async function wholePool(
  read: Read,
  listing: Listing,
  pool: ResourceOf<'node-pool'>,
): Promise<ObservedResource> {
  if (pool.attributes.kind !== 'edge') return pool;
  const action = 'DescribeClusterNodePoolDetail';
  const answer = await read(action, { ClusterId: pool.attributes.cluster, NodepoolId: pool.key });
  return sameAs(pool, listing.understand(answer), action);
}

/** The configuration of a network add-on, and the schema that a new one must satisfy. */
export async function wholeAddOn(read: Read, addOn: ResourceOf<'add-on'>): Promise<ObservedResource> {
  return isNetworkAddOn(addOn.attributes.name) ? addOnWithConfig(read, addOn, withoutWhatIsNotOffered) : addOn;
}

/**
 * An add-on with its configuration and the schema of that; `schemaless` answers for a schema that is not told, or throws.
 * @throws ConnectorError when the add-on itself is not told, or told wrong
 */
export async function addOnWithConfig(
  read: Read,
  addOn: ResourceOf<'add-on'>,
  schemaless: (thrown: unknown) => Readonly<Record<string, unknown>>,
): Promise<ResourceOf<'add-on'>> {
  const { cluster, name, version } = addOn.attributes;
  const action = 'GetClusterAddonInstance';
  const [answer, about] = await Promise.all([
    read(action, { ClusterId: cluster, InstanceName: name }),
    read('DescribeAddon', { AddonName: name, cluster_id: cluster, version }).catch(schemaless),
  ]);
  const whole = { ...answer, config_schema: about['config_schema'] ?? undefined };
  return sameAs(addOn, addOnsOf(cluster).understand(whole), action);
}

/** A version that is installed and no longer offered has no schema to be had; any other failure is one. */
function withoutWhatIsNotOffered(thrown: unknown): Readonly<Record<string, unknown>> {
  if (thrown instanceof ConnectorError && thrown.kind === 'not-found') return {};
  throw thrown;
}

/** What came for one object, if it speaks of that object. */
export function sameAs<K extends ObservedResource['kind']>(
  listed: { kind: K; key: string },
  understood: ReturnType<Listing['understand']>,
  action: string,
): ResourceOf<K> {
  if (!('resource' in understood)) throw unreadableAnswer(action, understood.problem);
  if (understood.resource.key !== listed.key || understood.resource.kind !== listed.kind)
    throw unreadableAnswer(action, 'the answer speaks of another object');
  return understood.resource as ResourceOf<K>;
}
