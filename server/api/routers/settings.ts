import { readAppliesStopped, setAppliesStopped } from '@/server/use-cases/settings/applies-stopped';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const settingsRouter = router({
  appliesStopped: read(readAppliesStopped),
  setAppliesStopped: write(setAppliesStopped),
});
