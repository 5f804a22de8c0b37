import { acceptFindings, withdrawAcceptance } from '@/server/use-cases/findings/accept-findings';
import { listFindings, listMembers } from '@/server/use-cases/findings/list-findings';
import { readFinding } from '@/server/use-cases/findings/read-finding';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const findingsRouter = router({
  list: read(listFindings),
  members: read(listMembers),
  read: read(readFinding),
  accept: write(acceptFindings),
  withdraw: write(withdrawAcceptance),
});
