import { GatewayDriver } from '@/domain/estate/gateway';
import type { FactSection } from '@/domain/estate/sections';

/** One field of a form. `path` leads into the fact; rows have fields of their own. */
export type FieldSpec = {
  path: string;
  kind: 'text' | 'mono' | 'long' | 'number' | 'switch' | 'yes-no' | 'lines' | 'choice' | 'reference' | 'rows';
  choices?: readonly string[];
  /** which keys a reference may name */
  of?: 'site' | 'lan' | 'vpc' | 'circuit' | 'pool' | 'router';
  optional?: boolean;
  /** of rows: none of them says something else than nothing said about them */
  noneCounts?: boolean;
  rows?: readonly FieldSpec[];
};

const title: readonly FieldSpec[] = [
  { path: 'title.en', kind: 'text', optional: true },
  { path: 'title.zh', kind: 'text', optional: true },
];
const site: FieldSpec = { path: 'site', kind: 'reference', of: 'site' };
const about = [...title, { ...site, optional: true }] as const;

/** Left out it is unknown what passes; an empty list says that nothing does, or that there is nothing to pass. */
const permits: FieldSpec = {
  path: 'permits',
  kind: 'rows',
  noneCounts: true,
  rows: [
    { path: 'direction', kind: 'choice', choices: ['ingress', 'egress'], optional: true },
    { path: 'from', kind: 'mono', optional: true },
    { path: 'to', kind: 'mono', optional: true },
  ],
};

/** What can be edited of each kind of fact. What is not named here is kept as it is. */
export const FACT_FIELDS: Readonly<Record<FactSection, readonly FieldSpec[]>> = {
  sites: [
    { path: 'kind', kind: 'choice', choices: ['data-centre', 'cloud-region'] },
    ...title,
    { path: 'location.latitude', kind: 'number', optional: true },
    { path: 'location.longitude', kind: 'number', optional: true },
    { path: 'hostPrefixes', kind: 'lines', optional: true },
    {
      path: 'lans',
      kind: 'rows',
      rows: [
        { path: 'key', kind: 'mono' },
        ...title,
        { path: 'prefix', kind: 'mono' },
        { path: 'gatewayAddress', kind: 'mono', optional: true },
      ],
    },
    {
      path: 'contacts',
      kind: 'rows',
      rows: [
        { path: 'name', kind: 'text' },
        { path: 'role', kind: 'text', optional: true },
        { path: 'email', kind: 'text', optional: true },
        { path: 'phone', kind: 'text', optional: true },
      ],
    },
    { path: 'tags', kind: 'lines', optional: true },
    { path: 'note', kind: 'long', optional: true },
  ],
  gateways: [
    site,
    { path: 'driver', kind: 'choice', choices: GatewayDriver.options },
    { path: 'asn', kind: 'number' },
    { path: 'routerId', kind: 'mono', optional: true },
    ...title,
    {
      path: 'interfaces',
      kind: 'rows',
      rows: [
        { path: 'name', kind: 'mono' },
        { path: 'address', kind: 'mono' },
        { path: 'lan', kind: 'reference', of: 'lan', optional: true },
        { path: 'circuit', kind: 'reference', of: 'circuit', optional: true },
        { path: 'vlanId', kind: 'number', optional: true },
      ],
    },
    {
      path: 'bgpPeers',
      kind: 'rows',
      rows: [
        { path: 'address', kind: 'mono' },
        { path: 'peerAsn', kind: 'number' },
        { path: 'authKey.secret', kind: 'text', optional: true },
        { path: 'bfd', kind: 'switch', optional: true },
        { path: 'localPreference', kind: 'number', optional: true },
        { path: 'med', kind: 'number', optional: true },
      ],
    },
    {
      path: 'aggregates',
      kind: 'rows',
      rows: [
        { path: 'prefix', kind: 'mono' },
        { path: 'summaryOnly', kind: 'switch' },
        { path: 'discard', kind: 'switch' },
      ],
    },
    { path: 'networks', kind: 'lines', optional: true },
    {
      path: 'staticRoutes',
      kind: 'rows',
      rows: [
        { path: 'prefix', kind: 'mono' },
        { path: 'nextHop', kind: 'mono', optional: true },
        { path: 'discard', kind: 'switch', optional: true },
      ],
    },
    {
      path: 'filters',
      kind: 'rows',
      rows: [
        { path: 'peer', kind: 'mono' },
        { path: 'direction', kind: 'choice', choices: ['in', 'out'] },
        { path: 'name', kind: 'text', optional: true },
        { path: 'permit', kind: 'lines', optional: true },
        {
          path: 'rules',
          kind: 'rows',
          rows: [
            { path: 'sequence', kind: 'number', optional: true },
            { path: 'action', kind: 'choice', choices: ['permit', 'deny'] },
            { path: 'prefix', kind: 'mono' },
            { path: 'ge', kind: 'number', optional: true },
            { path: 'le', kind: 'number', optional: true },
          ],
        },
      ],
    },
    permits,
    { path: 'firewallGroup', kind: 'text', optional: true },
  ],
  clusters: [
    ...about,
    { path: 'vpc', kind: 'reference', of: 'vpc', optional: true },
    { path: 'serviceCidr', kind: 'mono', optional: true },
    { path: 'edgePodCidr', kind: 'mono', optional: true },
    { path: 'edgePodCidr6', kind: 'mono', optional: true },
    { path: 'nodeMask', kind: 'number', optional: true },
    { path: 'managed', kind: 'yes-no', optional: true },
    {
      path: 'nodePools',
      kind: 'rows',
      rows: [
        { path: 'key', kind: 'mono' },
        { path: 'kind', kind: 'choice', choices: ['edge', 'cloud'] },
        { path: 'site', kind: 'reference', of: 'site', optional: true },
        { path: 'lan', kind: 'reference', of: 'lan', optional: true },
        { path: 'interconnect', kind: 'choice', choices: ['private', 'basic'], optional: true },
        { path: 'hostNetwork', kind: 'switch', optional: true },
      ],
    },
    {
      path: 'siteBlocks',
      kind: 'rows',
      rows: [
        { path: 'site', kind: 'reference', of: 'site' },
        { path: 'prefix', kind: 'mono' },
      ],
    },
    {
      path: 'nodes',
      kind: 'rows',
      rows: [
        { path: 'name', kind: 'mono' },
        { path: 'speaker.asn', kind: 'number', optional: true },
        { path: 'speaker.announces', kind: 'choice', choices: ['lan', 'own'], optional: true },
        { path: 'speaker.nextHop', kind: 'choice', choices: ['self', 'owner'], optional: true },
      ],
    },
  ],
  flows: [
    ...title,
    { path: 'from.pool', kind: 'reference', of: 'pool', optional: true },
    { path: 'from.site', kind: 'reference', of: 'site', optional: true },
    { path: 'from.prefix', kind: 'mono', optional: true },
    { path: 'to.pool', kind: 'reference', of: 'pool', optional: true },
    { path: 'to.site', kind: 'reference', of: 'site', optional: true },
    { path: 'to.prefix', kind: 'mono', optional: true },
    { path: 'mustHold', kind: 'switch' },
  ],
  vpcs: [
    ...about,
    {
      path: 'securityGroups',
      kind: 'rows',
      rows: [{ path: 'key', kind: 'mono' }, permits],
    },
  ],
  vbrs: about,
  physicalConnections: about,
  routeTables: [{ path: 'quota', kind: 'number' }],
  bgpGroups: [{ path: 'authKey.secret', kind: 'text' }],
  transitRouters: [
    { path: 'kind', kind: 'choice', choices: ['transit-router', 'ecr'], optional: true },
    ...about,
    {
      path: 'attachments',
      kind: 'rows',
      rows: [
        { path: 'key', kind: 'mono' },
        { path: 'router', kind: 'reference', of: 'router' },
        { path: 'status', kind: 'text', optional: true },
      ],
    },
  ],
};
