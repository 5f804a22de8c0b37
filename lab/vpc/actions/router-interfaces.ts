import type { RouterInterface } from '@/domain/estate/express-connect';
import { hostOf, indexOf } from '@/lab/world/estate-index';
import { regionOfRouter } from '@/lab/world/regions';
import { vRouterOf } from '@/lab/world/route-tables';
import type { WorldState } from '@/lab/world/state';
import { wireStatus } from '@/lab/world/vocabulary';
import { byFilters } from '../filters';
import { badRouterInterfacePage, page } from '../paging';
import { ACCOUNT, RESOURCE_GROUP } from '@/lab/alibaba/account';
import { read, type Body } from './action';

export const describeRouterInterfaces = read(({ parameters, region, state }) => {
  const inRegion = state.estate.routerInterfaces
    .filter((each) => regionOfRouter(state.estate, each.router) === region)
    .map((each) => row(state, each, region));
  const text = (field: string) => (each: Body) => String(each[field]);
  const found = byFilters<Body>(parameters, inRegion, {
    RouterInterfaceId: text('RouterInterfaceId'),
    RouterId: text('RouterId'),
    RouterType: text('RouterType'),
    RouterInterfaceOwnerId: () => ACCOUNT,
    OppositeInterfaceId: text('OppositeInterfaceId'),
    OppositeRouterType: text('OppositeRouterType'),
    OppositeRouterId: text('OppositeRouterId'),
    OppositeInterfaceOwnerId: text('OppositeInterfaceOwnerId'),
    Status: text('Status'),
    Name: text('Name'),
  });
  const { items, ...paging } = page(parameters, found, badRouterInterfacePage);
  return { ...paging, RouterInterfaceSet: { RouterInterfaceType: items } };
});

type Side = {
  type: string;
  id: string;
  vpc: string;
  accessPoint: string;
  role: string;
  spec: string;
  bandwidth: number;
};

/** A VBR is always the initiating side, and only it has a specification. */
function sideOf(state: WorldState, router: string | undefined): Side {
  const vpc = state.estate.vpcs.find((each) => each.key === router);
  if (vpc)
    return {
      type: 'VRouter',
      id: vRouterOf(vpc),
      vpc: vpc.key,
      accessPoint: '',
      role: 'AcceptingSide',
      spec: 'Negative',
      bandwidth: 0,
    };
  const vbr = state.estate.vbrs.find((each) => each.key === router);
  const circuit = state.estate.physicalConnections.find((each) => each.key === vbr?.physicalConnections[0]);
  const accessPoint = circuit?.accessPoint ?? '';
  return {
    type: 'VBR',
    id: router ?? '',
    vpc: '',
    accessPoint,
    role: 'InitiatingSide',
    spec: 'Large.1',
    bandwidth: 1000,
  };
}

function row(state: WorldState, own: RouterInterface, region: string): Body {
  const opposite = own.opposite === undefined ? undefined : indexOf(state.estate).routerInterfaces.get(own.opposite);
  const here = sideOf(state, own.router);
  const there = sideOf(state, own.oppositeRouter ?? opposite?.router);
  const onVpc = here.type === 'VRouter';
  const farVbr = state.estate.vbrs.find((each) => each.key === there.id);
  return {
    RouterInterfaceId: own.key,
    Name: own.name ?? '',
    Description: '',
    RouterType: here.type,
    RouterId: here.id,
    Role: here.role,
    Spec: here.spec,
    Bandwidth: here.bandwidth,
    Status: wireStatus(own.status, 'Active'),
    BusinessStatus: 'Normal',
    ChargeType: 'AfterPay',
    AccessPointId: here.accessPoint,
    VpcInstanceId: here.vpc,
    FastLinkMode: !onVpc,
    CrossBorder: false,
    OppositeRegionId: region,
    OppositeInterfaceId: own.opposite ?? '',
    OppositeRouterId: there.id,
    OppositeRouterType: there.type,
    OppositeInterfaceOwnerId: ACCOUNT,
    OppositeInterfaceSpec: there.spec,
    OppositeInterfaceStatus: wireStatus(opposite?.status, 'Active'),
    OppositeInterfaceBusinessStatus: 'Normal',
    OppositeBandwidth: there.bandwidth,
    OppositeVpcInstanceId: there.vpc,
    OppositeAccessPointId: there.accessPoint,
    HealthCheckSourceIp: own.healthCheck?.source ?? '',
    HealthCheckTargetIp: own.healthCheck?.target ?? (onVpc ? (hostOf(farVbr?.peerGatewayAddress) ?? '') : ''),
    HcRate: onVpc ? 2 : 0,
    HcThreshold: onVpc ? 8 : 0,
    Ipv6Status: 'off',
    HasReservationData: 'false',
    CreationTime: state.born,
    ConnectedTime: state.born,
    EndTime: '2999-09-08T16:00:00Z',
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { Tags: [] },
  };
}
