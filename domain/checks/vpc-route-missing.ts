import { evidenceOf } from '@/domain/routing/estate-index';
import { flowsStoppedAt, type Check, type Finding } from './finding';
import { requiredTowardSite, sitesBehind, uncovered, vpcsBehind } from './required';

/** Every table of a VPC needs the ranges of the data centres behind its VBRs (F02). Any next hop counts: there may be several ways. */
export const vpcRouteMissing: Check = (context) => {
  const { index } = context;
  const found = [...index.vbrs.values()].flatMap((vbr) => {
    const wanted = sitesBehind(index, vbr).flatMap((site) =>
      requiredTowardSite(index, site).map((required) => ({ required, site })),
    );
    return vpcsBehind(index, vbr).flatMap(({ vpc, far }) =>
      (vpc.routeTables ?? []).flatMap((table) => {
        const { entries } = table;
        if (!entries || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return [];
        return wanted.flatMap(({ required, site }): readonly Finding[] => {
          const rest = uncovered(required, entries);
          if (rest.isEmpty()) return [];
          const { prefix, role } = required;
          const params = {
            vpc: vpc.key,
            routeTable: table.key,
            prefix,
            role,
            to: site,
            nextHop: far?.key ?? '',
            uncovered: rest.toPrefixes().join(', '),
          };
          const subject = { kind: 'vpc', key: vpc.key } as const;
          return [
            {
              code: 'F02',
              kind: 'vpc-route-missing',
              severity: 'error',
              owner: 'cloud',
              subject,
              params,
              flows: flowsStoppedAt(context, subject, prefix),
            },
          ];
        });
      }),
    );
  });
  // Two VBRs to one site ask for the same rows.
  return [...new Map(found.map((each) => [`${each.params.routeTable}|${each.params.prefix}`, each])).values()];
};
