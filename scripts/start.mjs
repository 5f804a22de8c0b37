/**
 * `npm start`: everything from a clean clone to a page to open. Without dependencies, because it is what installs them.
 */
import './node-version.mjs';

// Only now: older versions cannot even read what follows.
const { main } = await import('./start/main.mjs');
await main(process.argv.slice(2));
