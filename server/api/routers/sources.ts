import { addSource } from '@/server/use-cases/sources/add-source';
import { editSource } from '@/server/use-cases/sources/edit-source';
import { listSources } from '@/server/use-cases/sources/list-sources';
import { refreshSource } from '@/server/use-cases/sources/refresh-source';
import { removeSource } from '@/server/use-cases/sources/remove-source';
import { testConnection } from '@/server/use-cases/sources/test-connection';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const sourcesRouter = router({
  list: read(listSources),
  add: write(addSource),
  edit: write(editSource),
  remove: write(removeSource),
  refresh: write(refreshSource),
  testConnection: write(testConnection),
});
