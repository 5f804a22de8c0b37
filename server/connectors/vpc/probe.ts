import type { Grant, ProbeResult } from '../types';
import type { Call, WireParameters } from '../alibaba/call';
import type { Clock } from '../alibaba/clock';
import { refusedGrant } from '../alibaba/grant';
import { optionalId } from '../alibaba/wire-values';

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
      return { grant: refusedGrant(`vpc:${action}`, needed, thrown), answer: null };
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

function tableIn(answer: Readonly<Record<string, unknown>> | null): string | undefined {
  const list = (answer?.['RouterTableList'] as { RouterTableListType?: unknown } | undefined)?.RouterTableListType;
  const [first] = Array.isArray(list) ? (list as unknown[]) : [];
  return optionalId.parse((first as { RouteTableId?: unknown } | undefined)?.RouteTableId);
}
