/** What the command line says beside the sentences that the pages have too. */
export const cli = {
  forward: 'There',
  back: 'Back',
  headline: '{from} to {to}: {verdict}',
  labelled: '{label}: {text}',
  badOption: {
    'endpoint-not-found': '--{option}: nothing in the estate is called {value}.',
    'file-not-read': '--{option}: {value} cannot be read.',
  },
  part: '{source} to {destination}',
  because: '{code, select, none {{reason} ({owner})} other {{reason} ({code}, {owner})}}',
  assumed: 'Taken for granted: {assumption}',
  nobody: 'whose it is, is not known',
  findings: '{count, plural, =0 {No findings.} one {# finding:} other {# findings:}}',
  flows: '{held} of {count, plural, one {# flow} other {# flows}} reachable in both directions.',
  flow: '{flow}: {verdict}',
  mustHold: '{flow} (must hold): {verdict}',
  fix: 'Operation that repairs it: {operation}',
};
