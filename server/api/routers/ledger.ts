import { blockHistory } from '@/server/use-cases/ledger/block-history';
import { readLedger } from '@/server/use-cases/ledger/read-ledger';
import { releaseBlock, reserveBlock } from '@/server/use-cases/ledger/reserve-block';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const ledgerRouter = router({
  read: read(readLedger),
  history: read(blockHistory),
  reserve: write(reserveBlock),
  release: write(releaseBlock),
});
