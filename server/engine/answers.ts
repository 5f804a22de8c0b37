import { previewEffect } from '@/server/use-cases/changes/preview-effect';
import type { Context } from '@/server/use-cases/context';
import { listFindings, listMembers } from '@/server/use-cases/findings/list-findings';
import { readFinding } from '@/server/use-cases/findings/read-finding';
import { readFrame } from '@/server/use-cases/frame/read-frame';
import { previewFacts } from '@/server/use-cases/inventory/preview-facts';
import { listObjects } from '@/server/use-cases/lists/list-objects';
import { readDetails } from '@/server/use-cases/lists/read-details';
import { findRoom, listBlocks, readBlock, readLedger } from '@/server/use-cases/ledger/read-ledger';
import type { QuestionName } from '@/server/use-cases/questions';
import { listFailureImpacts } from '@/server/use-cases/reachability/list-failures';
import { listFlows } from '@/server/use-cases/reachability/list-flows';
import { proposePathEnds } from '@/server/use-cases/reachability/propose-ends';
import { readAnnouncements } from '@/server/use-cases/reachability/read-announcements';
import { readTrails } from '@/server/use-cases/reachability/read-trails';
import { readMatrix, readMatrixCell } from '@/server/use-cases/reachability/read-matrix';
import { readReachability } from '@/server/use-cases/reachability/read-reachability';
import { searchEverything } from '@/server/use-cases/search/search-everything';
import { findObjects } from '@/server/use-cases/topology/find-objects';
import { readObject } from '@/server/use-cases/topology/read-object';
import { readTopology } from '@/server/use-cases/topology/read-topology';

type Answering = (context: Context, input: never) => Promise<unknown>;

/** Who answers which question: the use-case that asked it. */
export const ANSWERS = {
  'changes.effect': previewEffect,
  'inventory.effect': previewFacts,
  frame: readFrame,
  search: searchEverything,
  'topology.picture': readTopology,
  'topology.object': readObject,
  'topology.find': findObjects,
  'lists.page': listObjects,
  'lists.details': readDetails,
  'ledger.read': readLedger,
  'ledger.page': listBlocks,
  'ledger.block': readBlock,
  'ledger.room': findRoom,
  'findings.causes': listFindings,
  'findings.members': listMembers,
  'findings.one': readFinding,
  'reach.ends': readReachability,
  'reach.flows': listFlows,
  'reach.matrix': readMatrix,
  'reach.cell': readMatrixCell,
  'reach.failures': listFailureImpacts,
  'reach.propose': proposePathEnds,
  'reach.announce': readAnnouncements,
  'reach.trails': readTrails,
} as const satisfies Record<QuestionName, Answering>;
