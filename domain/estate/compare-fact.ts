import { canonicalJson } from '@/domain/canonical-json';

/** One field as it is declared and as a source shows it. Drift is `differs` and nothing else: what nobody reads is not wrong. */
export type FieldComparison = {
  field: string;
  declared: unknown;
  observed: unknown;
  state: 'same' | 'differs' | 'declared-only' | 'observed-only';
};

type Attributes = Readonly<Record<string, unknown>>;

/** Declared beside observed, field by field, in the order of the declaration. The key is what they have in common. */
export function compareFact(declared: Attributes | null, observed: Attributes | null): FieldComparison[] {
  const fields = [...new Set([...Object.keys(declared ?? {}), ...Object.keys(observed ?? {})])];
  return fields
    .filter((field) => field !== 'key')
    .map((field) => {
      const values = { declared: declared?.[field], observed: observed?.[field] };
      return { field, ...values, state: stateOf(values) };
    });
}

function stateOf({ declared, observed }: { declared: unknown; observed: unknown }): FieldComparison['state'] {
  if (observed === undefined) return 'declared-only';
  if (declared === undefined) return 'observed-only';
  return canonicalJson(declared) === canonicalJson(observed) ? 'same' : 'differs';
}
