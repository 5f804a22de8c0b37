import type { ResourceOf } from '@/domain/estate/resource';
import { inTurn } from '../alibaba/in-turn';
import type { Read } from '../alibaba/read';
import { addOnWithConfig } from './completion';

/** Add-ons of which one reading asks for more than the list says: the first ones, so that every process asks for the same. */
const MOST_ASKED = 300;
const AT_ONCE = 4;
/** So long what was told of one holds, unless the list says that it moved. */
const HOLDS_MS = 600_000;
/** Characters of a configuration as JSON. A larger one is left out. */
const LARGEST_CONFIG = 64_000;

type AddOn = ResourceOf<'add-on'>;
type Told = { listed: string; at: number; config?: AddOn['attributes']['config']; configSchema?: string };

/**
 * The configurations of add-ons that are not the network's. Nothing rests on them, so they are asked for last and seldom, and one
 * that is not told leaves its add-on as the list has it, or as it was told before: never a failure of what matters.
 */
export class OtherAddOns {
  private readonly told = new Map<string, Told>();

  constructor(private readonly now: () => number) {}

  /** The same add-ons, in their order, with what there is to be known of them. */
  async complete(read: Read, addOns: readonly AddOn[], signal: AbortSignal | undefined): Promise<readonly AddOn[]> {
    const asked = new Set(addOns.slice(0, MOST_ASKED));
    for (const key of this.told.keys()) if (!addOns.some((each) => each.key === key)) this.told.delete(key);
    return inTurn(addOns, AT_ONCE, async (addOn) => {
      if (!asked.has(addOn)) return addOn;
      if (!signal?.aborted && !this.holds(addOn)) await this.ask(read, addOn);
      const { config, configSchema } = this.told.get(addOn.key) ?? {};
      const known = { ...(config ? { config } : {}), ...(configSchema ? { configSchema } : {}) };
      return { ...addOn, attributes: { ...addOn.attributes, ...known } };
    });
  }

  private holds(addOn: AddOn): boolean {
    const told = this.told.get(addOn.key);
    return told !== undefined && told.listed === asListed(addOn) && this.now() - told.at < HOLDS_MS;
  }

  private async ask(read: Read, addOn: AddOn): Promise<void> {
    const whole = await addOnWithConfig(read, addOn, () => ({})).catch(() => null);
    if (!whole) return;
    const { config, configSchema } = whole.attributes;
    const isSmall = config !== undefined && JSON.stringify(config).length <= LARGEST_CONFIG;
    this.told.set(addOn.key, {
      ...{ listed: asListed(addOn), at: this.now() },
      ...(isSmall ? { config } : {}),
      ...(configSchema === undefined ? {} : { configSchema }),
    });
  }
}

function asListed({ attributes: { version, state } }: AddOn): string {
  return `${version} ${state}`;
}
