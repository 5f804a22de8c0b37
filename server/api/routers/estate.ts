import { exportCsv } from '@/server/use-cases/estate/export-csv';
import { exportEstate } from '@/server/use-cases/estate/export-estate';
import { resourceHistory } from '@/server/use-cases/estate/history';
import { importEstate, previewImport } from '@/server/use-cases/estate/import-estate';
import { listDifferences } from '@/server/use-cases/estate/list-differences';
import { readSilence } from '@/server/use-cases/estate/read-silence';
import { listObjects } from '@/server/use-cases/lists/list-objects';
import { readDetails } from '@/server/use-cases/lists/read-details';
import { findObjects } from '@/server/use-cases/topology/find-objects';
import { readObject } from '@/server/use-cases/topology/read-object';
import { readTimeline } from '@/server/use-cases/topology/read-timeline';
import { readTopology } from '@/server/use-cases/topology/read-topology';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const estateRouter = router({
  topology: read(readTopology),
  find: read(findObjects),
  object: read(readObject),
  list: read(listObjects),
  details: read(readDetails),
  timeline: read(readTimeline),
  silence: read(readSilence),
  history: read(resourceHistory),
  differences: read(listDifferences),
  export: read(exportEstate),
  exportCsv: read(exportCsv),
  // Writes nothing, but a file does not fit into an address: it has to come as a body.
  previewImport: write(previewImport),
  import: write(importEstate),
});
