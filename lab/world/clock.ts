/**
 * Two times: the wall's, which signatures and timestamps speak of, and the world's, in which asynchronous states take their
 * time. The world's runs `scale` times as fast, so a test need not wait.
 */
export interface Clock {
  wall(): number;
  now(): number;
  sleep(worldMs: number): Promise<void>;
  setScale(scale: number): void;
  readonly scale: number;
}

export type ClockOptions = { wall?: () => number; scale?: number; startAt?: number };

export function createClock({ wall = Date.now, scale = 1, startAt }: ClockOptions = {}): Clock {
  let anchorWall = wall();
  let anchorWorld = startAt ?? anchorWall;
  let current = scale;
  const now = () => anchorWorld + (wall() - anchorWall) * current;
  return {
    wall,
    now,
    get scale() {
      return current;
    },
    setScale(next) {
      anchorWorld = now();
      anchorWall = wall();
      current = next;
    },
    async sleep(worldMs) {
      if (worldMs > 0) await new Promise((resolve) => setTimeout(resolve, worldMs / current).unref());
    },
  };
}
