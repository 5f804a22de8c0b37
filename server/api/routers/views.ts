import { getView, listViews, removeView, saveView } from '@/server/use-cases/views/saved-views';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const viewsRouter = router({
  list: read(listViews),
  get: read(getView),
  save: write(saveView),
  remove: write(removeView),
});
