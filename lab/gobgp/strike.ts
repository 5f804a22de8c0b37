import { status } from '@grpc/grpc-js';
import type { Fault } from '@/lab/faults/fault';
import type { Lab } from '@/lab/lab';

/** How a call fails: a gRPC status. `afterEffect`: what was asked for happens, or is answered by half, first. */
export type Failure = { code: number; details: string; afterEffect?: boolean };

/**
 * What goes wrong with this call, if anything. Rules name it `gobgp.ListPath`, and match `gateway`, `table_type`, `name` and
 * `address`. What only JSON can suffer does nothing here.
 */
export async function strike(
  lab: Lab,
  method: string,
  gateway: string,
  request: object,
): Promise<Failure | 'stall' | null> {
  const texts = Object.entries(request).filter((each): each is [string, string] => typeof each[1] === 'string');
  for (const fault of lab.faults.strike(`gobgp.${method}`, { ...Object.fromEntries(texts), gateway })) {
    if (fault.kind === 'latency') await lab.world.clock.sleep(fault.ms);
    if (fault.kind === 'stall') return 'stall';
    const failure = failureOf(fault);
    if (failure) return failure;
  }
  return null;
}

function failureOf(fault: Fault): Failure | null {
  switch (fault.kind) {
    case 'error':
      return { code: status.UNKNOWN, details: fault.message ?? 'unknown', afterEffect: fault.when === 'after' };
    case 'lost-response':
    case 'half-page':
      return { code: status.UNAVAILABLE, details: 'connection lost', afterEffect: true };
    case 'reset':
      return { code: status.UNAVAILABLE, details: 'connection lost' };
    case 'throttle':
      return { code: status.RESOURCE_EXHAUSTED, details: 'too many requests' };
    case 'deny':
      return { code: status.PERMISSION_DENIED, details: 'denied' };
    default:
      return null;
  }
}
