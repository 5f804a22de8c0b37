type Part = Readonly<Record<string, unknown>>;

/** What is typed or leafed through: as many moves as there are letters, none of which anybody wants back. */
const NO_STEP: readonly string[] = ['find', 'sort', 'page', 'tab', 'saved', 'moves'];

/** Whether a move of the address is a step that Back undoes, or takes the place of the one before. */
export function historyOf(to: Part): 'push' | 'replace' {
  const does = Object.entries(to).some(([name, value]) => !NO_STEP.includes(name) && value !== undefined);
  return does ? 'push' : 'replace';
}

/** What is done without asking for other rows. */
const SAME_ROWS: readonly string[] = ['node', 'tab', 'page', 'saved', 'toggled', 'moves'];

/** Other rows are looked at from their first page. */
export function pageAfter(to: Part): { page?: null } {
  return Object.keys(to).some((name) => !SAME_ROWS.includes(name)) ? { page: null } : {};
}
