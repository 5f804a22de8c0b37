#!/usr/bin/env node
/** Starts the command line from any folder: the sources are TypeScript, and their paths are those of this project. */
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
await import('./causeway.ts');
