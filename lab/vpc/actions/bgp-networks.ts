import type { Vpc } from '@/domain/estate/vpc';
import { containsPrefix, parsePrefix, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import { indexOf } from '@/lab/world/estate-index';
import { regionOfVbr } from '@/lab/world/regions';
import type { NetworkState, WorldState } from '@/lab/world/state';
import { isStatus } from '@/lab/world/vocabulary';
import { badRequest } from '@/lab/alibaba/errors';
import { byParameter } from '../filters';
import type { Parameters } from '@/lab/alibaba/parameters';
import { page } from '../paging';
import { QUOTA } from '../quota';
import { read, type Call, type Effect, type WriteAction } from './action';
import { requireAvailable, requiredVbr } from './bgp-values';

const CLASS_D = parsePrefix('224.0.0.0/4');

export const describeBgpNetworks = read(({ parameters, region, state }) => {
  const inRegion = state.networks.filter((network) => regionOfVbr(state.estate, network.vbr) === region);
  const found = byParameter(parameters.text('RouterId'), inRegion, (network) => network.vbr);
  const { items, ...paging } = page(parameters, found);
  const rows = items.map(({ prefix, vbr, vpc, status }) => ({
    DstCidrBlock: prefix,
    RouterId: vbr,
    VpcId: vpc,
    Status: status,
  }));
  return { ...paging, BgpNetworks: { BgpNetwork: rows } };
});

const write = (prepare: (call: Call) => Effect): WriteAction => ({
  kind: 'write',
  regionRequired: true,
  honoursToken: true,
  honoursDryRun: false,
  prepare,
});

export const addBgpNetwork = write(({ parameters, state, world }) => {
  const vbr = requiredVbr(state, parameters.required('RouterId'));
  const prefix = networkPrefix(parameters);
  const vpc = connectedVpc(state, vbr.key, parameters.text('VpcId'));
  const ranges = [...vpc.prefixes, ...(vpc.vSwitches ?? []).map((vSwitch) => vSwitch.prefix)];
  if (!ranges.includes(prefix))
    throw badRequest('IllegalParamFormat.DstCidrBlock', 'DstCidrBlock must be the range of the VPC or of a vSwitch.');
  const known = state.networks.filter((network) => network.vbr === vbr.key);
  if (known.some((network) => network.prefix === prefix))
    throw badRequest('Duplicated.CidrBlock', 'The specified CIDR block is already advertised.');
  if (known.length >= QUOTA.bgpNetworksPerVbr)
    throw badRequest('QuotaExceeded.BgpNetwork', 'bgp network count per vbr quota exceed.');
  return {
    subject: `${vbr.key} ${prefix}`,
    apply(next) {
      next.networks.push({ vbr: vbr.key, prefix, vpc: vpc.key, status: 'Pending' });
      world.schedule(world.latency.bgpMs, { kind: 'network', within: vbr.key, id: prefix });
      return {};
    },
  };
});

export const deleteBgpNetwork = write(({ parameters, state, world }) => {
  const vbr = requiredVbr(state, parameters.required('RouterId'));
  const prefix = networkPrefix(parameters);
  const isIt = (network: NetworkState) => network.vbr === vbr.key && network.prefix === prefix;
  const network = state.networks.find(isIt);
  if (!network) throw badRequest('InvalidParams.NotFound', 'instance not found.');
  requireAvailable(network);
  return {
    subject: `${vbr.key} ${prefix}`,
    apply(next) {
      next.networks = next.networks.map((each) => (isIt(each) ? { ...each, status: 'Deleting' } : each));
      world.schedule(world.latency.bgpMs, { kind: 'network', within: vbr.key, id: prefix });
      return {};
    },
  };
});

function networkPrefix(parameters: Parameters): Prefix {
  const parsed = tryParsePrefix(parameters.required('DstCidrBlock'));
  if (!parsed.ok) throw badRequest('InvalidDestCidrBlock.Malformed', 'dest cidr block is malformed.');
  if (containsPrefix(CLASS_D, parsed.value))
    throw badRequest('IllegalParam.ConflictWithDClass', 'DstCidrBlock conflicts with class D.');
  return parsed.value;
}

/** The VPC at the other end of an active router interface of this VBR. */
function connectedVpc(state: WorldState, vbr: string, wanted: string | undefined): Vpc {
  const { routerInterfaces } = indexOf(state.estate);
  const active = state.estate.routerInterfaces.filter(
    (each) => each.router === vbr && isStatus(each.status ?? 'active', 'active'),
  );
  const far = active.map((each) => each.oppositeRouter ?? routerInterfaces.get(each.opposite ?? '')?.router);
  const vpcs = state.estate.vpcs.filter((vpc) => far.includes(vpc.key));
  if (wanted !== undefined && !state.estate.vpcs.some((vpc) => vpc.key === wanted))
    throw badRequest('InvalidParams.NotFound', 'vpc not found.');
  const vpc = wanted === undefined ? vpcs[0] : vpcs.find((each) => each.key === wanted);
  if (!vpc)
    throw badRequest('OperationFailed.NoActiveRouterInterface', 'no active router interface between VBR and VPC.');
  return vpc;
}
