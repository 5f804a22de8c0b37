type Path = readonly (string | number)[];

/** One thing that may change in any value: a member of some list goes away, or a state is another. */
export type OneChange = { path: Path; to?: string | boolean };

const STATES: Readonly<Record<string, string | boolean>> = {
  status: 'inactive',
  businessStatus: 'financialLocked',
  sessionState: 'idle',
  ready: false,
};

/** Every place of a value where one thing may change, in its own order. */
export function changesOf(value: unknown, path: Path = []): readonly OneChange[] {
  if (Array.isArray(value))
    return value.flatMap((each, at) => [{ path: [...path, at] }, ...changesOf(each, [...path, at])]);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const to = STATES[name];
    if (to !== undefined && typeof member === typeof to) return [{ path: [...path, name], to }];
    return changesOf(member, [...path, name]);
  });
}

/** The value with that change. What lies beside its path is shared with the original. */
export function withChange<T>(value: T, { path, to }: OneChange): T {
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, at) => at !== step) as T;
    return value.map((each: unknown, at) => (at === step ? withChange(each, { path: rest, to }) : each)) as T;
  }
  const members = value as Record<string, unknown>;
  const name = String(step);
  return { ...members, [name]: rest.length === 0 ? to : withChange(members[name], { path: rest, to }) } as T;
}
