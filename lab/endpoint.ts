import type { Lab } from './lab';

/** One listening port of the lab beyond the VPC API and the admin port: `ack`, `kubernetes`, `gobgp/hz-sw-1`. */
export type OpenDoor = { door: string; port: number; close(): Promise<void> };

/** A system the lab stands in for. Doors keep their ports from start to start where those are free. */
export interface LabEndpoint {
  /** Opens every door of this system on loopback. `wished` is the port a door had before, or 0. */
  open(lab: Lab, wished: (door: string) => number): Promise<readonly OpenDoor[]>;
  /** How the product reaches what is open: entries of its sources file. */
  sources(lab: Lab, doors: readonly OpenDoor[]): readonly Record<string, unknown>[];
}
