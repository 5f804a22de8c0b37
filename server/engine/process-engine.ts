import { EngineThread } from './engine-thread';

/** Survives the reloading of modules during development, which would start a thread each time. */
const kept = globalThis as typeof globalThis & { causewayEngine?: EngineThread };

/** The one thread of this process, started when first asked. */
export function processEngine(): EngineThread {
  kept.causewayEngine ??= new EngineThread();
  return kept.causewayEngine;
}
