import {
  changeAudit,
  countAuditFacets,
  listAuditEntries,
  listAuditGroups,
  objectAudit,
} from '@/server/use-cases/audit/list-entries';
import { verifyChain } from '@/server/use-cases/audit/verify-chain';
import { router } from '../trpc';
import { read } from '../use-case';

export const auditRouter = router({
  list: read(listAuditEntries),
  groups: read(listAuditGroups),
  facets: read(countAuditFacets),
  ofChange: read(changeAudit),
  ofObject: read(objectAudit),
  verify: read(verifyChain),
});
