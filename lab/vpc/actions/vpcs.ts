import type { Vpc } from '@/domain/estate/vpc';
import { regionOfSite } from '@/lab/world/regions';
import { vRouterOf } from '@/lab/world/route-tables';
import type { WorldState } from '@/lab/world/state';
import { wireStatus } from '@/lab/world/vocabulary';
import { ApiError } from '@/lab/alibaba/errors';
import { page } from '../paging';
import { ACCOUNT_NUMBER, RESOURCE_GROUP } from '@/lab/alibaba/account';
import { read, type Body } from './action';

export const describeVpcs = read(({ parameters, region, state }) => {
  const ids = parameters.text('VpcId')?.split(',');
  const name = parameters.text('VpcName');
  const isDefault = parameters.flag('IsDefault') ?? false;
  const found = vpcsOf(state, region).filter(
    (vpc) => !isDefault && (ids?.includes(vpc.key) ?? true) && (name === undefined || vpc.name === name),
  );
  const { items, ...paging } = page(parameters, found);
  return { ...paging, Vpcs: { Vpc: items.map((vpc) => vpcRow(state, vpc, region)) } };
});

export const describeVpcAttribute = read(({ parameters, region, state }) => {
  const id = parameters.required('VpcId');
  const vpc = vpcsOf(state, region).find((each) => each.key === id);
  if (!vpc) throw new ApiError(404, 'InvalidVpcId.NotFound', 'Specified VPC does not exist.');
  const tables = state.tables.filter((table) => table.router === vpc.key);
  return {
    ...vpcCore(state, vpc, region),
    AssociatedCens: { AssociatedCen: [] },
    AssociatedPropagationSources: { AssociatedPropagationSources: [] },
    CloudResources: {
      CloudResourceSetType: [
        { ResourceType: 'VSwitch', ResourceCount: vpc.vSwitches?.length ?? 0 },
        { ResourceType: 'VRouter', ResourceCount: 1 },
        { ResourceType: 'RouteTable', ResourceCount: tables.length },
      ],
    },
    ClassicLinkEnabled: false,
    SupportIpv4Gateway: false,
    Ipv4GatewayId: '',
  };
});

function vpcsOf(state: WorldState, region: string): Vpc[] {
  return state.estate.vpcs.filter((vpc) => regionOfSite(state.estate, vpc.site) === region);
}

function vpcRow(state: WorldState, vpc: Vpc, region: string): Body {
  const tables = state.tables.filter((table) => table.router === vpc.key);
  return {
    ...vpcCore(state, vpc, region),
    CenStatus: '',
    RouterTableIds: { RouterTableIds: tables.map((table) => table.id) },
    NatGatewayIds: { NatGatewayIds: [] },
  };
}

function vpcCore(state: WorldState, vpc: Vpc, region: string): Body {
  const [first, ...others] = vpc.prefixes;
  return {
    VpcId: vpc.key,
    VpcName: vpc.name ?? '',
    Description: '',
    RegionId: region,
    Status: wireStatus(vpc.status, 'Available'),
    CidrBlock: first,
    Ipv6CidrBlock: '',
    EnabledIpv6: false,
    Ipv6CidrBlocks: { Ipv6CidrBlock: [] },
    SecondaryCidrBlocks: { SecondaryCidrBlock: others },
    UserCidrs: { UserCidr: [] },
    VRouterId: vRouterOf(vpc),
    VSwitchIds: { VSwitchId: (vpc.vSwitches ?? []).map((vSwitch) => vSwitch.key) },
    IsDefault: false,
    OwnerId: ACCOUNT_NUMBER,
    ResourceGroupId: RESOURCE_GROUP,
    CreationTime: state.born,
    DhcpOptionsSetId: '',
    DhcpOptionsSetStatus: '',
    DnsHostnameStatus: 'DISABLED',
    Tags: { Tag: [] },
  };
}
