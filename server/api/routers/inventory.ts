import { previewFacts } from '@/server/use-cases/inventory/preview-facts';
import { factHistory, listFacts, readFact } from '@/server/use-cases/inventory/read-fact';
import { readReferences } from '@/server/use-cases/inventory/read-references';
import { listDependents, retireFacts } from '@/server/use-cases/inventory/retire-facts';
import { saveFact } from '@/server/use-cases/inventory/save-fact';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const inventoryRouter = router({
  list: read(listFacts),
  read: read(readFact),
  references: read(readReferences),
  history: read(factHistory),
  effect: read(previewFacts),
  dependents: read(listDependents),
  save: write(saveFact),
  retire: write(retireFacts),
});
