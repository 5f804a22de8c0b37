import { announcing } from './announcing';
import { audit } from './audit';
import { auth } from './auth';
import { changes } from './changes';
import { cli } from './cli';
import { common } from './common';
import { errors } from './errors';
import { findingList } from './finding-list';
import { findings } from './findings';
import { inventory } from './inventory';
import { ledger } from './ledger';
import { lists } from './lists';
import { live } from './live';
import { network } from './network';
import { operations } from './operations';
import { people } from './people';
import { reachability } from './reachability';
import { remedies } from './remedies';
import { shell } from './shell';
import { sources } from './sources';
import { status } from './status';
import { tokens } from './tokens';
import { topology } from './topology';

/** Every sentence in English, by feature. The other languages have exactly this shape. */
export const en = {
  common,
  shell,
  auth,
  status,
  errors,
  topology,
  network,
  inventory,
  ledger,
  lists,
  changes,
  audit,
  sources,
  people,
  tokens,
  operations,
  findings,
  findingList,
  reachability,
  live,
  cli,
  announcing,
  remedies,
};

export type Messages = typeof en;
