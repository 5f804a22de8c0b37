import type { Estate } from '@/domain/estate/estate';
import type { FaultPlanInput } from './faults/fault';
import type { Lab } from './lab';
import { assembleLab, listen, newAccessKey } from './assemble';
import { scenarioFromEstate, scenarioFromText } from './scenario';
import { createClock } from './world/clock';
import type { WorldState } from './world/state';
import { type Latency, type World } from './world/world';

/** Nothing takes time unless a test asks for it, so that it need not wait either. */
const AT_ONCE: Latency = { readMs: 0, writeMs: 0, routeMs: 0, bgpMs: 0, sessionMs: 0, addOnMs: 0 };

export type LabOptions = {
  /** the network to serve: a typed estate, or the text of an estate file */
  estate?: Estate;
  scenario?: string;
  /** what should take time, in milliseconds; the rest takes none */
  latency?: Partial<Latency>;
  faults?: FaultPlanInput;
  /** `wall` also judges signatures, so keep it near the real time when the real SDK calls */
  clock?: { wall?: () => number; scale?: number };
};

export type RunningLab = {
  /** host and port, as the SDK's `endpoint` wants it; the protocol is `http` */
  endpoint: string;
  adminUrl: string;
  /** the port of another system's door, by its name */
  portOf(door: string): number;
  /** how the product reaches what is not the VPC API: entries of its sources file */
  sources: readonly Record<string, unknown>[];
  accessKeyId: string;
  accessKeySecret: string;
  world: World;
  /** the state as of now */
  readonly state: WorldState;
  lab: Lab;
  close(): Promise<void>;
};

/** Runs a lab inside the test's own process, on free loopback ports. */
export async function startLab(options: LabOptions): Promise<RunningLab> {
  const scenario = options.estate
    ? scenarioFromEstate(options.estate)
    : scenarioFromText('test', options.scenario ?? '{ metadata: { name: empty } }');
  const accessKey = newAccessKey();
  const lab = assembleLab({
    scenario,
    clock: createClock(options.clock),
    latency: { ...AT_ONCE, ...options.latency },
    accessKey,
  });
  if (options.faults) {
    lab.faults.add(options.faults);
    if (options.faults.callsPerMinute !== undefined) lab.budget.perMinute = options.faults.callsPerMinute;
  }
  const { port, adminPort, doors, sources, close } = await listen(lab, { port: 0, adminPort: 0 });
  return {
    endpoint: `127.0.0.1:${port}`,
    adminUrl: `http://127.0.0.1:${adminPort}`,
    portOf(door) {
      const found = doors.find((each) => each.door === door);
      if (!found) throw new Error(`the lab has no door ${door}: ${doors.map((each) => each.door).join(', ')}`);
      return found.port;
    },
    sources,
    accessKeyId: accessKey.id,
    accessKeySecret: accessKey.secret,
    world: lab.world,
    get state() {
      return lab.world.state;
    },
    lab,
    close,
  };
}
