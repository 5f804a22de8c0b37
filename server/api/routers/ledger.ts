import { blockHistory } from '@/server/use-cases/ledger/block-history';
import { findRoom, listBlocks, readBlock, readLedger } from '@/server/use-cases/ledger/read-ledger';
import { releaseBlock, reserveBlock } from '@/server/use-cases/ledger/reserve-block';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const ledgerRouter = router({
  read: read(readLedger),
  list: read(listBlocks),
  block: read(readBlock),
  room: read(findRoom),
  history: read(blockHistory),
  reserve: write(reserveBlock),
  release: write(releaseBlock),
});
