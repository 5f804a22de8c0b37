/** Entry of the engine's thread: TypeScript is run as it is, as in the worker process. */
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
