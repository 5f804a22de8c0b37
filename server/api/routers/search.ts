import { searchEverything } from '@/server/use-cases/search/search-everything';
import { router } from '../trpc';
import { read } from '../use-case';

export const searchRouter = router({ query: read(searchEverything) });
