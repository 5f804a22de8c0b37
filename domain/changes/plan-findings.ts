import { type Finding, findingKey, type FindingSeverity, rankOfSeverity } from '@/domain/checks/finding';
import type { Problem } from '@/domain/errors';
import { type GuardSpec, hasAccepted } from './change';
import type { PlanFinding, PlanFindings } from './plan';

/**
 * What the checks say before the plan against what they say after it, and what they would say only in between. A warning that
 * grows into an error is new.
 * @param states findings of the present and of the state after each step
 */
export function comparedFindings(states: readonly (readonly Finding[])[]): PlanFindings {
  const [now = [], ...after] = states;
  const last = after.at(-1) ?? now;
  const [before, atLast] = [byName(now), byName(last)];
  const between = after
    .slice(0, -1)
    .flatMap((findings, step) =>
      findings
        .filter((finding) => !covers(before, finding) && !covers(atLast, finding))
        .map((finding) => ({ ...planFinding(finding), step })),
    );
  const firstOf = new Map(between.toReversed().map((each) => [each.key, each.step]));
  return {
    appear: last.filter((finding) => !covers(before, finding)).map(planFinding),
    go: now.filter((finding) => !atLast.has(findingKey(finding))).map(planFinding),
    between: between.filter((each) => firstOf.get(each.key) === each.step),
  };
}

type Named = ReadonlyMap<string, FindingSeverity>;

function byName(findings: readonly Finding[]): Named {
  return new Map(findings.map((finding) => [findingKey(finding), finding.severity]));
}

/** The finding is among them, and no milder there. */
function covers(findings: Named, finding: Finding): boolean {
  const severity = findings.get(findingKey(finding));
  return severity !== undefined && rankOfSeverity(severity) <= rankOfSeverity(finding.severity);
}

function planFinding(finding: Finding): PlanFinding {
  const { code, kind, severity, owner, subject, params } = finding;
  return { key: findingKey(finding), code, kind, severity, owner, subject: { ...subject }, params: { ...params } };
}

/**
 * Nobody leaves something broken behind without a name on it: a new finding of the highest severity is accepted, or the plan is
 * refused. Lesser ones, and those that are gone again at the end, are for the approver to know.
 */
export function checkFindings(spec: GuardSpec, { appear, between }: PlanFindings): readonly Problem[] {
  return [
    ...appear.map((finding): Problem => {
      const params = paramsOf(finding);
      if (finding.severity !== 'error')
        return { path: ['operations'], code: 'finding-appears', params, severity: 'warning' };
      return hasAccepted(spec, 'new-finding', finding.key)
        ? { path: ['guard', 'accepted'], code: 'finding-accepted', params, severity: 'warning' }
        : { path: ['guard'], code: 'finding-not-accepted', params };
    }),
    ...between.map((finding): Problem => ({
      path: ['operations'],
      code: 'finding-between',
      params: { ...paramsOf(finding), step: finding.step + 1 },
      severity: 'warning',
    })),
  ];
}

function paramsOf({ key, kind, subject }: PlanFinding) {
  return { finding: key, kind, subject: subject.key };
}
