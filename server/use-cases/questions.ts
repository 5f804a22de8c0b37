/**
 * What is answered from the whole estate, by name. A process that answers people hands these to the engine's thread, where the
 * same use-case answers them for the same person.
 */
export type QuestionName =
  | 'changes.effect'
  | 'inventory.effect'
  | 'frame'
  | 'search'
  | 'topology.picture'
  | 'topology.object'
  | 'topology.find'
  | 'lists.page'
  | 'lists.details'
  | 'ledger.read'
  | 'ledger.page'
  | 'ledger.block'
  | 'ledger.room'
  | 'findings.causes'
  | 'findings.members'
  | 'findings.one'
  | 'reach.ends'
  | 'reach.flows'
  | 'reach.matrix'
  | 'reach.cell'
  | 'reach.failures'
  | 'reach.propose'
  | 'reach.announce'
  | 'reach.trails';
