import type { VSwitch } from '@/domain/estate/vpc';
import { addressCount } from '@/domain/net/prefix';
import { regionOfSite } from '@/lab/world/regions';
import type { TableState, WorldState } from '@/lab/world/state';
import { wireStatus } from '@/lab/world/vocabulary';
import { missing } from '@/lab/alibaba/errors';
import { byParameter } from '../filters';
import { page } from '../paging';
import { ACCOUNT_NUMBER, RESOURCE_GROUP } from '@/lab/alibaba/account';
import type { Body, ReadAction } from './action';

/** The service keeps the first address and the last three of every vSwitch. */
const RESERVED_ADDRESSES = 4n;

type Placed = { vpc: string; region: string; vSwitch: VSwitch };

export const describeVSwitches: ReadAction = {
  kind: 'read',
  regionRequired: false,
  run({ parameters, state }) {
    const region = parameters.text('RegionId');
    const vpc = parameters.text('VpcId');
    if (region === undefined && vpc === undefined) throw missing('RegionId');
    const narrowed = [
      (all: readonly Placed[]) => byParameter(region, all, (each) => each.region),
      (all: readonly Placed[]) => byParameter(vpc, all, (each) => each.vpc),
      (all: readonly Placed[]) => byParameter(parameters.text('VSwitchId'), all, (each) => each.vSwitch.key),
      (all: readonly Placed[]) => byParameter(parameters.text('VSwitchName'), all, (each) => each.vSwitch.name ?? ''),
      (all: readonly Placed[]) => byParameter(parameters.text('ZoneId'), all, (each) => each.vSwitch.zone ?? ''),
    ].reduce<readonly Placed[]>((all, narrow) => narrow(all), placedVSwitches(state));
    const { items, ...paging } = page(parameters, narrowed);
    return { ...paging, VSwitches: { VSwitch: items.map((placed) => row(state, placed)) } };
  },
};

function placedVSwitches(state: WorldState): Placed[] {
  return state.estate.vpcs.flatMap((vpc) =>
    (vpc.vSwitches ?? []).map((vSwitch) => ({
      vpc: vpc.key,
      region: regionOfSite(state.estate, vpc.site),
      vSwitch,
    })),
  );
}

function row(state: WorldState, { vpc, region, vSwitch }: Placed): Body {
  const tables = state.tables.filter((each) => each.router === vpc);
  const table: TableState | undefined =
    tables.find((each) => each.vSwitches.includes(vSwitch.key)) ?? tables.find((each) => each.kind === 'System');
  return {
    VSwitchId: vSwitch.key,
    VSwitchName: vSwitch.name ?? '',
    Description: '',
    VpcId: vpc,
    ZoneId: vSwitch.zone ?? `${region}-a`,
    CidrBlock: vSwitch.prefix,
    Ipv6CidrBlock: '',
    EnabledIpv6: false,
    AvailableIpAddressCount: vSwitch.availableAddresses ?? Number(addressCount(vSwitch.prefix) - RESERVED_ADDRESSES),
    Status: wireStatus(vSwitch.status, 'Available'),
    IsDefault: false,
    NetworkAclId: '',
    OwnerId: ACCOUNT_NUMBER,
    ResourceGroupId: RESOURCE_GROUP,
    ShareType: '',
    CreationTime: state.born,
    RouteTable: { RouteTableId: table?.id ?? '', RouteTableType: table?.kind ?? 'System' },
    Tags: { Tag: [] },
  };
}
