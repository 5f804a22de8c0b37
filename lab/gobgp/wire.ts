import path from 'node:path';
import { loadPackageDefinition, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import { tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import type { GatewayWorldPath } from '@/lab/world/gateway';

const FILE = path.join(import.meta.dirname, 'gobgp.proto');

type Loaded = { apipb: { GobgpApi: { service: ServiceDefinition<UntypedServiceImplementation> } } };

/** GoBGP's service; words for enums, text for numbers of 64 bits. */
export const SERVICE = (
  loadPackageDefinition(
    loadSync(FILE, { keepCase: true, longs: String, enums: String, defaults: true, arrays: true }),
  ) as unknown as Loaded
).apipb.GobgpApi.service;

// What stands in an Any is not taken apart by the loader.
const root = protobuf.loadSync(FILE);
const nlriType = root.lookupType('apipb.IPAddressPrefix');

type Any = { type_url: string; value: Uint8Array };

function any(name: string, fields: Record<string, unknown>): Any {
  const type = root.lookupType(`apipb.${name}`);
  return { type_url: `type.googleapis.com/apipb.${name}`, value: type.encode(type.fromObject(fields)).finish() };
}

/** What GoBGP writes where a path comes from nobody. */
const NOBODY = '<nil>';

export function wirePath(path: GatewayWorldPath & { best?: boolean }): Record<string, unknown> {
  const [address = '', length = '0'] = path.prefix.split('/');
  const segments = path.asPath.length === 0 ? [] : [{ type: 2, numbers: [...path.asPath] }];
  return {
    nlri: any('IPAddressPrefix', { prefix: address, prefixLen: Number(length) }),
    pattrs: [
      any('OriginAttribute', { origin: 0 }),
      any('AsPathAttribute', { segments }),
      any('NextHopAttribute', { nextHop: path.nextHop ?? '0.0.0.0' }),
      ...(path.med === undefined ? [] : [any('MultiExitDiscAttribute', { med: path.med })]),
      ...(path.localPreference === undefined ? [] : [any('LocalPrefAttribute', { localPref: path.localPreference })]),
    ],
    best: path.best ?? true,
    family: { afi: 'AFI_IP', safi: 'SAFI_UNICAST' },
    source_asn: path.asPath[0] ?? 0,
    source_id: path.peer ?? NOBODY,
    neighbor_ip: path.peer ?? NOBODY,
  };
}

export type WirePath = { nlri?: Any | null; pattrs?: Any[] };

/** Prefix and next hop of a path that somebody adds, or null when it has no prefix. */
export function readPath({ nlri, pattrs = [] }: WirePath): { prefix: Prefix; nextHop?: string } | null {
  if (!nlri) return null;
  const { prefix, prefixLen } = nlriType.toObject(nlriType.decode(nlri.value), { defaults: true });
  const parsed = tryParsePrefix(`${String(prefix)}/${String(prefixLen)}`);
  if (!parsed.ok) return null;
  const hopAttribute = pattrs.find(({ type_url: type }) => type.endsWith('.NextHopAttribute'));
  const hopType = root.lookupType('apipb.NextHopAttribute');
  const hop =
    hopAttribute && String(hopType.toObject(hopType.decode(hopAttribute.value), { defaults: true })['nextHop']);
  return { prefix: parsed.value, ...(hop === undefined || hop === '0.0.0.0' ? {} : { nextHop: hop }) };
}
