import { createCloudServer } from '@/lab/alibaba/server';
import type { LabEndpoint } from '@/lab/endpoint';
import { openPort, shutPort } from '@/lab/ports';
import { accountSource } from '@/lab/sources-file';
import { regionsOf } from '@/lab/world/regions';
import { ackApi } from './api';

const DOOR = 'ack';

/** The container service on a port of its own, and one source per region that has clusters. */
export const ackEndpoint: LabEndpoint = {
  open: async (lab, wished) => {
    const server = createCloudServer(lab, ackApi(lab));
    const port = await openPort(server, wished(DOOR));
    return [{ door: DOOR, port, close: () => shutPort(server) }];
  },
  sources: (lab, doors) => {
    const port = doors.find((each) => each.door === DOOR)?.port ?? 0;
    return regionsOf(lab.world.state.estate).map((region, index) => ({
      ...accountSource('ack', region, index, port, lab.accessKey),
      name: `Lab clusters, ${region}`,
    }));
  },
};
