/**
 * Which packages a command has to install, if any: those that run the product, or all. What only tests and measurements need is left
 * out of a first start (a quarter of its files), and never taken away once it is there.
 * @param {{ wanted: string, runs?: string, all?: string, development: boolean, hasDevelopment: boolean }} state what the lockfile
 *   says now, what was installed from last for running and for all, whether the command needs all, and whether all are there
 * @returns {'runs' | 'all' | null}
 */
export function packagesToInstall({ wanted, runs, all, development, hasDevelopment }) {
  const needsAll = development || hasDevelopment;
  if (runs === wanted && (!needsAll || all === wanted)) return null;
  return needsAll ? 'all' : 'runs';
}
