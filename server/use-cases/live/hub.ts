import { env } from '@/server/config/env';
import { type Listener, listen } from '@/server/db/listener';
import { gather, type Gathered } from './gatherer';

export type Hub = {
  subscribe(receive: (gathered: Gathered) => void): () => void;
  close(): Promise<void>;
};

/** Hands the notices of one LISTEN connection to any number of streams. Connects when the first one comes. */
export function createHub(url: string): Hub {
  const receivers = new Set<(gathered: Gathered) => void>();
  const gatherer = gather((gathered) => receivers.forEach((receive) => receive(gathered)));
  let listener: Listener | undefined;
  return {
    subscribe(receive) {
      listener ??= listen(url, gatherer.add);
      receivers.add(receive);
      return () => receivers.delete(receive);
    },
    async close() {
      gatherer.stop();
      receivers.clear();
      await listener?.close();
    },
  };
}

/** Survives the reloading of modules during development. */
const kept = globalThis as typeof globalThis & { causewayHub?: Hub };

export function processHub(): Hub {
  kept.causewayHub ??= createHub(env().DATABASE_URL);
  return kept.causewayHub;
}
