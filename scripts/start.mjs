/**
 * `npm start`: everything from a clean clone to a page to open. Without dependencies, because it is what installs them.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Causeway needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

// Only now: older versions cannot even read what follows.
const { main } = await import('./start/main.mjs');
await main(process.argv.slice(2));
