import { installedAddOn } from '@/lab/world/add-ons';
import type { WorldState } from '@/lab/world/state';
import type { World } from '@/lab/world/world';

/**
 * To be called within `change`: takes a new configuration, which shows at once while the add-on is updating, and opens the
 * task that ends it. Whether the new one replaces the old or is merged into it is the world's switch.
 */
export function modifyAddOn(
  world: World,
  state: WorldState,
  { cluster: key, name, config }: { cluster: string; name: string; config: Record<string, unknown> },
): void {
  const { cluster, addOn } = installedAddOn(state, key, name) ?? {};
  if (!cluster || !addOn) return;
  addOn.config = state.ack.addOnWrites === 'merge' ? { ...addOn.config, ...config } : config;
  addOn.state = 'updating';
  const at = localTime(world.clock.wall());
  const task = { key: `T-${world.nextNumber().toString(16).padStart(24, '0')}`, type: 'addon_modify' };
  cluster.tasks = [{ ...task, state: 'running', created: at, updated: at }, ...(cluster.tasks ?? [])];
  world.schedule(world.latency.addOnMs, { kind: 'add-on', within: key, id: name });
}

/** The service speaks in its own zone: `2025-04-10T13:27:00+08:00`. */
function localTime(wallMs: number): string {
  return `${new Date(wallMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
