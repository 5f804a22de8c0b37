import { readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { Problem } from './problem.mjs';

/** The ports of the last start are taken again where they are free: a source keeps its address, a `psql` its command line. */
export async function openPorts(dataDir) {
  const file = path.join(dataDir, 'ports.json');
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  return {
    /** The port used last, or 0 for any. */
    async recall(name) {
      return kept[name] && (await isFree(kept[name], '127.0.0.1')) ? kept[name] : 0;
    },
    async remember(ports) {
      Object.assign(kept, ports);
      await writeFile(file, JSON.stringify(kept));
    },
  };
}

export async function refuseBusyPort({ port, host }) {
  // Somebody may hold it on all addresses or on one.
  for (const each of new Set([host, '127.0.0.1', '0.0.0.0', '::'])) {
    if (await isFree(port, each)) continue;
    throw new Problem(
      `Port ${port} is in use by another program. Stop it, or choose another: npm start -- --port ${port + 1}`,
    );
  }
}

function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      // No IPv6 here, so nobody listens on it.
      else if (error.code === 'EAFNOSUPPORT' || (error.code === 'EADDRNOTAVAIL' && host === '::')) resolve(true);
      else if (error.code === 'EACCES')
        reject(new Problem(`Port ${port} may not be used by this account: choose one above 1023.`));
      else reject(new Problem(`The web server cannot listen on ${host}: ${error.message}`));
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
