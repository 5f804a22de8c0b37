import type { z } from 'zod';
import { ChangeContent } from '@/domain/changes/change';
import { OPERATION_KINDS, type OperationKind } from '@/domain/changes/operations';
import type { Problem } from '@/domain/errors';
import { problemsOf } from '@/domain/problems';

/** What the form holds while it is typed: the content's own input, text that may still be wrong. */
export type Draft = z.input<typeof ChangeContent> & { guard: z.input<typeof ChangeContent>['guard'] & object };
export type DraftOperation = Draft['operations'][number];

const EMPTY: { [K in OperationKind]: Extract<DraftOperation, { kind: K }> } = {
  'add-route-entry': {
    kind: 'add-route-entry',
    router: { kind: 'vbr', key: '' },
    routeTable: '',
    prefix: '',
    nextHop: { kind: 'router-interface', key: '' },
  },
  'move-route-entry': {
    kind: 'move-route-entry',
    router: { kind: 'vbr', key: '' },
    routeTable: '',
    prefix: '',
    nextHop: { kind: 'router-interface', key: '' },
    newNextHop: { kind: 'router-interface', key: '' },
  },
  'remove-route-entry': {
    kind: 'remove-route-entry',
    router: { kind: 'vbr', key: '' },
    routeTable: '',
    prefix: '',
    nextHop: { kind: 'router-interface', key: '' },
  },
  'add-bgp-peer': { kind: 'add-bgp-peer', vbr: '', group: '', address: '', bfd: { enabled: true, hops: 1 } },
  'remove-bgp-peer': { kind: 'remove-bgp-peer', vbr: '', group: '', address: '' },
};

export function isOperationKind(text: string | null): text is OperationKind {
  return text !== null && (OPERATION_KINDS as readonly string[]).includes(text);
}

/** A form that starts from what exists: the address of the page may name the object, the prefix and the next hop. */
export function draftFromAddress(parameters: URLSearchParams): Draft {
  const asked = parameters.get('operation');
  const kind = isOperationKind(asked) ? asked : 'add-route-entry';
  const read = (name: string) => parameters.get(name) ?? '';
  const operation = structuredClone(EMPTY[kind]);
  if ('router' in operation) {
    operation.router = {
      kind: parameters.has('vpc') ? 'vpc' : 'vbr',
      key: read(parameters.has('vpc') ? 'vpc' : 'vbr'),
    };
    operation.routeTable = read('table');
    operation.prefix = read('prefix');
    operation.nextHop = { kind: 'router-interface', key: read('nextHop') };
    if ('newNextHop' in operation) operation.newNextHop = { kind: 'router-interface', key: read('newNextHop') };
  } else {
    operation.vbr = read('vbr');
    operation.group = read('group');
    operation.address = read('address');
  }
  return {
    reason: read('reason'),
    ticket: '',
    operations: [operation],
    guard: { mustHold: [], expectGain: [], proveWithinSeconds: 60, accepted: [] },
  };
}

/** The same operation kind changed: what both have in common is kept. */
export function switchOperation(from: DraftOperation, kind: OperationKind): DraftOperation {
  const to = structuredClone(EMPTY[kind]);
  if ('router' in to && 'router' in from)
    return { ...to, router: from.router, routeTable: from.routeTable, prefix: from.prefix };
  if ('vbr' in to && 'vbr' in from) return { ...to, vbr: from.vbr, group: from.group };
  if ('vbr' in to && 'router' in from && from.router.kind === 'vbr') return { ...to, vbr: from.router.key };
  if ('router' in to && 'vbr' in from) return { ...to, router: { kind: 'vbr', key: from.vbr } };
  return to;
}

export type Checked = { content: z.output<typeof ChangeContent> | null; problems: readonly Problem[] };

/** The schema the server parses, with every problem at once. */
export function checkDraft(draft: Draft): Checked {
  const cleaned = { ...draft, ticket: draft.ticket?.trim() ? draft.ticket : undefined };
  const parsed = ChangeContent.safeParse(cleaned);
  return parsed.success
    ? { content: parsed.data, problems: [] }
    : { content: null, problems: problemsOf(parsed.error).map(unwritten) };
}

/** What nobody has written yet is missing, not wrong: no reason to shout while it is typed. */
function unwritten(problem: Problem): Problem {
  const short = problem.path[0] === 'reason' && problem.code === 'too-small';
  return short || problem.params?.input === '' ? { ...problem, code: 'missing', params: {} } : problem;
}

/** Enough of the draft to show an effect: the reason may still be missing. */
export function checkOperations(draft: Draft): Checked {
  const checked = checkDraft({ ...draft, reason: draft.reason.trim().length < 3 ? '---' : draft.reason });
  return checked;
}

/** Problems of one field, by its path in the draft; a field's children count as it. */
export function problemsAt(problems: readonly Problem[], ...path: (string | number)[]): readonly Problem[] {
  return problems.filter((problem) => path.every((part, index) => problem.path[index] === part));
}
