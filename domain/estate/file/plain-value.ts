import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type YAMLMap } from 'yaml';
import type { ErrorParams } from '@/domain/errors';
import type { FileErrorCode } from './error-codes';

export type Steps = readonly (string | number)[];
export type Fault = { offset: number; path: Steps; code: FileErrorCode; params: ErrorParams };

// An estate is seven levels deep at most; a few hundred thousand nodes are a large one.
const DEEPEST = 64;
const MOST_NODES = 2_000_000;

/** Keys that reach into a record's prototype when data is copied carelessly, here or later. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Turns parsed YAML into records, lists and scalars, and says what it could not take. Aliases are followed, and bounded by the
 * same budget as everything else: a few nested ones can stand for billions of nodes.
 */
export function plainValue(root: unknown): {
  value: unknown;
  faults: readonly Fault[];
  aliases: ReadonlyMap<Node, Node>;
} {
  const walk = new Walk();
  const value = walk.value(root, [], 0);
  return { value, faults: walk.faults, aliases: walk.aliases };
}

class Walk {
  readonly faults: Fault[] = [];
  readonly aliases = new Map<Node, Node>();
  private readonly anchors = new Map<string, Node>();
  private readonly open = new Set<Node>();
  private nodes = 0;
  private exhausted = false;

  value(node: unknown, path: Steps, depth: number): unknown {
    if (this.isTooMuch(node, path, depth)) return null;
    if (isAlias(node)) return this.followed(node, path, depth);
    const anchored = node as (Node & { anchor?: string }) | null;
    if (anchored?.anchor !== undefined) this.anchors.set(anchored.anchor, anchored);
    if (isScalar(node)) return this.scalar(node.value, node, path);
    if (!isSeq(node) && !isMap(node)) return null;
    this.open.add(node);
    const value = isSeq(node)
      ? node.items.map((each, at) => this.value(each, [...path, at], depth + 1))
      : this.record(node, path, depth);
    this.open.delete(node);
    return value;
  }

  private isTooMuch(node: unknown, path: Steps, depth: number): boolean {
    if (this.exhausted) return true;
    this.nodes += 1;
    if (this.nodes > MOST_NODES) {
      this.exhausted = true;
      this.fault(node, path, 'too-many-nodes', { limit: MOST_NODES });
      return true;
    }
    if (depth > DEEPEST) this.fault(node, path, 'too-deep', { limit: DEEPEST });
    return depth > DEEPEST;
  }

  private followed(alias: Alias.Parsed | Alias, path: Steps, depth: number): unknown {
    const target = this.anchors.get(alias.source);
    if (!target) {
      this.fault(alias, path, 'unknown-alias', { alias: alias.source.slice(0, 80) });
      return null;
    }
    if (this.open.has(target)) {
      this.fault(alias, path, 'alias-of-itself', { alias: alias.source.slice(0, 80) });
      return null;
    }
    this.aliases.set(alias, target);
    return this.value(target, path, depth + 1);
  }

  /** The core schema makes no other scalars; a bigint or a date would be a surprise worth naming. */
  private scalar(value: unknown, node: unknown, path: Steps): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.fault(node, path, 'not-a-plain-value');
    return null;
  }

  private record(map: YAMLMap, path: Steps, depth: number): Record<string, unknown> {
    const record: Record<string, unknown> = {};
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? key.value : undefined;
      if (typeof name !== 'string' && typeof name !== 'number') {
        this.fault(key, path, 'key-not-text');
        continue;
      }
      const text = String(name);
      const place = [...path, text];
      if (FORBIDDEN.has(text)) this.fault(key, place, 'forbidden-key', { key: text });
      else if (Object.hasOwn(record, text)) this.fault(key, place, 'duplicate-key', { key: text.slice(0, 80) });
      else record[text] = this.value(value, place, depth + 1);
    }
    return record;
  }

  private fault(node: unknown, path: Steps, code: FileErrorCode, params: ErrorParams = {}): void {
    this.faults.push({ offset: (node as Node | null)?.range?.[0] ?? 0, path, code, params });
  }
}
