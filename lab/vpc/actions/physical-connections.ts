import type { PhysicalConnection } from '@/domain/estate/express-connect';
import { regionOfCircuit } from '@/lab/world/regions';
import type { WorldState } from '@/lab/world/state';
import { wireStatus } from '@/lab/world/vocabulary';
import { byFilters } from '../filters';
import { page } from '../paging';
import { RESOURCE_GROUP } from '@/lab/alibaba/account';
import { read, type Body } from './action';

/** The port is larger than what is leased on it. */
const PORT_SPEC = '10G';

export const describePhysicalConnections = read(({ parameters, region, state }) => {
  const { estate } = state;
  const inRegion = estate.physicalConnections.filter((each) => regionOfCircuit(estate, each.key) === region);
  const found = byFilters<PhysicalConnection>(parameters, inRegion, {
    PhysicalConnectionId: (circuit) => circuit.key,
    AccessPointId: (circuit) => circuit.accessPoint ?? '',
    Type: () => 'VPC',
    LineOperator: () => 'Other',
    Spec: () => PORT_SPEC,
    Status: (circuit) => wireStatus(circuit.status, 'Enabled'),
    Name: (circuit) => circuit.name ?? '',
    ProductType: () => 'PhysicalConnection',
  });
  const { items, ...paging } = page(parameters, found);
  return { ...paging, PhysicalConnectionSet: { PhysicalConnectionType: items.map((each) => row(state, each)) } };
});

function row(state: WorldState, circuit: PhysicalConnection): Body {
  return {
    PhysicalConnectionId: circuit.key,
    Name: circuit.name ?? '',
    Description: '',
    Type: 'VPC',
    Status: wireStatus(circuit.status, 'Enabled'),
    BusinessStatus: wireStatus(circuit.businessStatus, 'Normal'),
    AccessPointId: circuit.accessPoint ?? '',
    AccessPointType: 'VPC',
    LineOperator: 'Other',
    PortType: '10GBase-LR',
    PortNumber: '1/1/1',
    Bandwidth: circuit.bandwidthMbps ?? 0,
    Spec: PORT_SPEC,
    ExpectSpec: '',
    CircuitCode: circuit.name ?? '',
    PeerLocation: '',
    AdLocation: '',
    AdDetailLocation: '',
    RedundantPhysicalConnectionId: '',
    CreationTime: state.born,
    EnabledTime: state.born,
    EndTime: '2999-09-08T16:00:00Z',
    ChargeType: 'Prepaid',
    HasReservationData: 'false',
    LoaStatus: 'Available',
    ProductType: 'PhysicalConnection',
    ParentPhysicalConnectionId: '',
    VirtualPhysicalConnectionCount: 0,
    VlanId: '',
    VpconnStatus: '',
    QosId: '',
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { tags: [] },
  };
}
