import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Scenario } from './scenario';
import type { AccessKey } from './alibaba/signature';
import { regionsOf } from './world/regions';
import { writeAtomically } from './world/store';

const CALLS_PER_MINUTE = 3000;

/**
 * Tells the product where the lab is, in the product's own words for a source: one per region, because a client of the real
 * service speaks to one region too.
 */
export function sourcesOf(scenario: Scenario, port: number, accessKey: AccessKey) {
  return regionsOf(scenario.estate).map((region, index) => ({
    ...accountSource('vpc', region, index, port, accessKey),
    name: `Lab, ${region}`,
    // Declared facts are imported once, whatever the number of regions.
    ...(index === 0 && scenario.file !== null ? { estateFile: scenario.file } : {}),
  }));
}

/** The first region has the plain key. */
export function accountKey(system: 'vpc' | 'ack', region: string, index: number): string {
  return index === 0 ? `lab-${system}` : `lab-${system}-${region}`;
}

/** A source reached with the lab's access key. */
export function accountSource(
  system: 'vpc' | 'ack',
  region: string,
  index: number,
  port: number,
  accessKey: AccessKey,
) {
  return {
    key: accountKey(system, region, index),
    settings: { system },
    endpoint: `127.0.0.1:${port}`,
    protocol: 'http',
    region,
    credential: { kind: 'access-key', accessKeyId: accessKey.id, accessKeySecret: accessKey.secret },
    readOnly: false,
    callsPerMinute: CALLS_PER_MINUTE,
  };
}

/** A name people call sources by is of small letters, digits and hyphens; what a network calls its own may be anything. */
export function sourceKeyOf(prefix: string, name: string): string {
  return `${prefix}-${name.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}`.slice(0, 63);
}

/** `scenario` tells the product when the sources are those of another world. */
export function writeSourcesFile(file: string, scenario: string, sources: readonly Record<string, unknown>[]): void {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  writeAtomically(file, `${JSON.stringify({ scenario, sources }, null, 2)}\n`);
}
