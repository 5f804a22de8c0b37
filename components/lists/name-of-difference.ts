import { DEFAULT_DOMAIN } from '@/domain/ledger/block';

/** What a part is called: itself, what it is a part of, and what tells it from others of that name. */
export type DifferenceName = {
  name: string;
  within?: string;
  detail?: { word: 'via' | 'received' | 'accepted' | 'advertised'; what: string };
};

/** Kinds whose key is what they are a part of, then what they are called there. */
const PARTS: ReadonlySet<string> = new Set([
  'node',
  'cluster-node',
  'node-pool',
  'add-on',
  'cluster-task',
  'daemon-set',
  'eni-config',
  'flannel-config',
  'bgp-network',
  'gateway-peer',
]);

/** Takes the key of an object apart as people say it: keys of parts are made of several names. */
export function nameOfDifference(kind: string, key: string): DifferenceName {
  const [within = '', ...names] = key.split('|');
  const [first, second, third, fourth] = names;
  if (first === undefined) return { name: key };
  switch (kind) {
    // table, prefix, type, next hops
    case 'route-entry':
      return { name: first, within, ...via(third) };
    // gateway, prefix, source, peer, next hop
    case 'gateway-route':
      return { name: first, within, ...via(known(fourth) ?? known(third)) };
    // gateway, peer, direction, prefix, next hop
    case 'gateway-path':
      return { name: third ?? key, within, ...direction(second, first) };
    // routing domain, prefix
    case 'reservation':
      return { name: first, ...(within === DEFAULT_DOMAIN ? {} : { within }) };
    default:
      return PARTS.has(kind) ? { name: names.join('/'), within } : { name: key };
  }
}

/** A place of a key that nothing stands in holds a dash. */
const known = (text: string | undefined) => (text === '-' ? undefined : text);

function via(nextHops: string | undefined): Pick<DifferenceName, 'detail'> {
  const what = known(nextHops)?.replaceAll('+', ', ');
  return what === undefined ? {} : { detail: { word: 'via', what } };
}

function direction(word: string | undefined, peer: string): Pick<DifferenceName, 'detail'> {
  return word === 'received' || word === 'accepted' || word === 'advertised' ? { detail: { word, what: peer } } : {};
}
