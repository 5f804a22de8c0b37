import { canonicalJson } from '@/domain/canonical-json';

/** One field of a fact that two people edited from the same beginning. */
export type FieldMerge = {
  field: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  /** `same`: both or nobody changed it alike; `conflict`: both did, and differently */
  state: 'same' | 'mine' | 'theirs' | 'conflict';
};

type Attributes = Readonly<Record<string, unknown>>;

// In a wrapper, so that left out and null stay two things.
const equal = (a: unknown, b: unknown) => canonicalJson({ value: a }) === canonicalJson({ value: b });

/** Field by field: who changed what since `base`. A list is one field: its order and its members belong together. */
export function threeWay(base: Attributes, mine: Attributes, theirs: Attributes): FieldMerge[] {
  const fields = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])];
  return fields.map((field) => {
    const values = { base: base[field], mine: mine[field], theirs: theirs[field] };
    return { field, ...values, state: stateOf(values) };
  });
}

function stateOf({ base, mine, theirs }: Pick<FieldMerge, 'base' | 'mine' | 'theirs'>): FieldMerge['state'] {
  if (equal(mine, theirs)) return 'same';
  if (equal(base, mine)) return 'theirs';
  return equal(base, theirs) ? 'mine' : 'conflict';
}

/** The fact with every choice made: of a conflict what was chosen, else what the one who changed it wrote. */
export function merged(fields: readonly FieldMerge[], chosen: Readonly<Record<string, 'mine' | 'theirs'>>): Attributes {
  const valueOf = ({ field, state, mine, theirs }: FieldMerge) => {
    const side = state === 'conflict' ? chosen[field] : state;
    return side === 'theirs' ? theirs : mine;
  };
  return Object.fromEntries(
    fields.map((each) => [each.field, valueOf(each)] as const).filter(([, value]) => value !== undefined),
  );
}
