import type { ApiOutputs } from '@/components/api/client';
import type { Status } from '@/components/ui/status-mark';

export type Entry = ApiOutputs['audit']['list']['entries'][number];
export type Group = ApiOutputs['audit']['groups']['groups'][number];
export type Facets = ApiOutputs['audit']['facets'];

export const RESULTS = ['done', 'denied', 'failed'] as const;
export type Result = (typeof RESULTS)[number];

/** A refused attempt did nothing to any network, yet it is what an auditor looks for first. */
const MEANING: Record<Result, Status> = { done: 'healthy', denied: 'broken', failed: 'warning' };

export function isResult(text: string): text is Result {
  return (RESULTS as readonly string[]).includes(text);
}

export function resultMeaning(result: string): Status {
  return isResult(result) ? MEANING[result] : 'unknown';
}

export const KINDS = ['change', 'observed', 'access', 'settings'] as const;
export type Kind = (typeof KINDS)[number];

const CHANGE = [
  ...[
    'create',
    'edit',
    'discard',
    'submit',
    'plan',
    'plan-refused',
    'approve',
    'reject',
    'cancel',
    'schedule',
    'apply',
  ],
  ...[
    'pause',
    'stop',
    'resume',
    'revert-now',
    'resolve',
    'replan',
    'revert',
    'take-lanes',
    'wait-for-lane',
    'take-off',
  ],
  ...['take-off-refused', 'ground-moved', 'applied', 'reverting', 'paused', 'held', 'done', 'reverted'],
].map((verb) => `change.${verb}`);

/** Actions by what they are about. The filter of the server knows actions, people think in kinds. */
export const ACTIONS_OF_KIND: Record<Kind, readonly string[]> = {
  change: [...CHANGE, 'step.apply', 'step.revert'],
  observed: ['estate.changed'],
  access: [
    ...['session.sign-in', 'session.sign-out', 'people.bootstrap', 'person.add', 'person.join', 'person.disable'],
    ...['person.enable', 'person.grant-role', 'person.revoke-role', 'person.reset-password', 'person.change-password'],
    ...['token.create', 'token.revoke', 'audit.export'],
  ],
  settings: [
    ...['source.add', 'source.edit', 'source.remove', 'source.refresh', 'source.test', 'source.upsert'],
    ...['source.turn', 'source.settle'],
    ...['fact.create', 'fact.edit', 'fact.retire', 'fact.save', 'fact.settle', 'ledger.reserve', 'ledger.release'],
    ...[
      'estate.import',
      'applies.stop',
      'applies.restart',
      'view.save',
      'view.remove',
      'finding.accept',
      'finding.withdraw',
    ],
  ],
};

const KIND_OF_GROUP: Readonly<Record<string, Kind>> = {
  change: 'change',
  step: 'change',
  session: 'access',
  person: 'access',
  people: 'access',
  token: 'access',
  audit: 'access',
};

/** What an action is about; one that is not known yet counts as a setting, so that nothing is hidden. */
export function kindOf(action: string): Kind {
  if (action === 'estate.changed') return 'observed';
  return KIND_OF_GROUP[action.split('.')[0] ?? ''] ?? 'settings';
}

/** `vbr:vbr-1` → kind and key; the key may hold colons. */
export function objectOf(reference: string): { kind: string; key: string } {
  const at = reference.indexOf(':');
  return at < 0 ? { kind: '', key: reference } : { kind: reference.slice(0, at), key: reference.slice(at + 1) };
}
