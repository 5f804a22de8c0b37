import type { Grant, ProbeResult } from '../types';
import type { Call, WireParameters } from './client';
import type { Clock } from './clock';
import { DRY_RUN_PASSED } from './error-codes';
import { toConnectorError } from './errors';
import { optionalId } from './wire-values';

type Probe = { action: string; parameters?: WireParameters };

/** Every call that observing makes, asked for one row. Route entries need a table and come last. */
const READS: readonly Probe[] = [
  'DescribeVpcs',
  'DescribeVSwitches',
  'DescribeVirtualBorderRouters',
  'DescribePhysicalConnections',
  'DescribeRouterInterfaces',
  'DescribeBgpGroups',
  'DescribeBgpPeers',
  'DescribeBgpNetworks',
].map((action) => ({ action }));

/** No source has this id: the entry leads nowhere, so that nothing could come of it even where a dry run is not honoured. */
const NO_SUCH = 'ri-causeway-probe';
/** RFC 5737. */
const DOCUMENTATION_PREFIX = '192.0.2.0/24';
/** BGP writes know no dry run: whether they are granted shows when they are used. */
const UNPROBED = ['CreateBgpPeer', 'DeleteBgpPeer'];

/** Tests the connection: one harmless call per capability. `call` sends one request and throws ConnectorError. */
export async function probe(
  call: (action: string, parameters: WireParameters) => ReturnType<Call>,
  region: string,
  clock: Clock,
): Promise<ProbeResult> {
  const ask = async (needed: Grant['needed'], { action, parameters }: Probe) => {
    try {
      const answer = await call(action, { RegionId: region, ...(parameters ?? { PageNumber: 1, PageSize: 1 }) });
      // A dry run that was taken for a real one proves nothing that was asked.
      const state = needed === 'observe' ? 'granted' : 'unknown';
      return { grant: { action: `vpc:${action}`, needed, state } satisfies Grant, answer };
    } catch (thrown) {
      return { grant: refusedGrant(action, needed, thrown), answer: null };
    }
  };
  const started = clock.now();
  const tables = await ask('observe', { action: 'DescribeRouteTableList' });
  const latencyMs = clock.now() - started;
  const table = tableIn(tables.answer) ?? 'vtb-causeway-probe';
  const entry = { RouteTableId: table, DestinationCidrBlock: DOCUMENTATION_PREFIX, NextHopId: NO_SUCH, DryRun: true };
  const others = await Promise.all([
    ...READS.map((each) => ask('observe', each)),
    ask('observe', { action: 'DescribeRouteEntryList', parameters: { RouteTableId: table, MaxResult: 1 } }),
    ask('apply', { action: 'CreateRouteEntry', parameters: { ...entry, NextHopType: 'RouterInterface' } }),
    ask('apply', { action: 'DeleteRouteEntry', parameters: entry }),
  ]);
  const unprobed = UNPROBED.map((action): Grant => ({ action: `vpc:${action}`, needed: 'apply', state: 'unknown' }));
  return { grants: [...[tables, ...others].map((each) => each.grant), ...unprobed], latencyMs };
}

/** Only a refusal for want of rights says "denied"; any other failure leaves the question open, with its code. */
function refusedGrant(action: string, needed: Grant['needed'], thrown: unknown): Grant {
  const { kind, details } = toConnectorError(thrown, action);
  const code = details.code === undefined ? {} : { code: details.code };
  const passed = details.code !== undefined && DRY_RUN_PASSED.has(details.code);
  return {
    action: `vpc:${action}`,
    needed,
    state: passed ? 'granted' : kind === 'denied' ? 'denied' : 'unknown',
    ...code,
  };
}

function tableIn(answer: Readonly<Record<string, unknown>> | null): string | undefined {
  const list = (answer?.['RouterTableList'] as { RouterTableListType?: unknown } | undefined)?.RouterTableListType;
  const [first] = Array.isArray(list) ? (list as unknown[]) : [];
  return optionalId.parse((first as { RouteTableId?: unknown } | undefined)?.RouteTableId);
}
