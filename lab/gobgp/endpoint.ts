import type { LabEndpoint, OpenDoor } from '@/lab/endpoint';
import { sourceKeyOf } from '@/lab/sources-file';
import { openGateway } from './server';

const CALLS_PER_MINUTE = 3000;
const DOOR = 'gobgp/';

/** One gRPC server for each gateway of the estate that is driven by GoBGP. */
export const gobgpEndpoint: LabEndpoint = {
  open: (lab, wished) => {
    const gateways = lab.world.state.estate.gateways.filter((gateway) => gateway.driver === 'gobgp');
    return Promise.all(
      gateways.map(async ({ key }): Promise<OpenDoor> => {
        const door = `${DOOR}${key}`;
        return { door, ...(await openGateway(lab, key, wished(door))) };
      }),
    );
  },
  sources: (_lab, doors) =>
    doors.map(({ door, port }) => {
      const gateway = door.slice(DOOR.length);
      return {
        key: sourceKeyOf('lab-gw', gateway),
        name: `Lab, ${gateway}`,
        settings: { system: 'gobgp', gateway },
        endpoint: `127.0.0.1:${port}`,
        protocol: 'grpc',
        region: '',
        credential: { kind: 'none' },
        readOnly: false,
        callsPerMinute: CALLS_PER_MINUTE,
      };
    }),
};
