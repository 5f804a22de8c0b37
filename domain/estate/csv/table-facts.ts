import type { DeclaredFacts } from '../declared';

/** The sections of declared facts of which tables hold rows. */
export type TableSection = 'sites' | 'vpcs' | 'clusters' | 'gateways' | 'flows';
export type TableFacts = Pick<DeclaredFacts, TableSection>;
