import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningPostgres, startPostgres } from './postgres.mjs';

const isRoot = process.getuid?.() === 0;

describe('the embedded PostgreSQL', () => {
  let folder: string;
  const running: RunningPostgres[] = [];
  const start = async (dataDir: string, options: { port?: number; durable?: boolean } = {}) => {
    const postgres = await startPostgres({ dataDir, durable: true, ...options });
    running.push(postgres);
    return postgres;
  };
  const query = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-postgres-'));
    await chmod(folder, 0o755);
  });
  afterEach(async () => {
    for (const each of running.splice(0)) await each.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps its data and its passwords over a restart', async () => {
    const first = await start(path.join(folder, 'data'));
    await query(first.ownerUrl, 'create table kept (n int); insert into kept values (7)');
    await first.stop();
    const second = await start(path.join(folder, 'data'), { port: first.port });
    expect(second.ownerUrl).toBe(first.ownerUrl);
    await expect(query(second.ownerUrl, 'select n from kept')).resolves.toEqual([{ n: 7 }]);
  });

  it('has an owner and a restricted application, and lets nobody in without a password', async () => {
    const { ownerUrl, appUrl, home } = await start(path.join(folder, 'data'));
    await expect(query(appUrl, 'create table mine (n int)')).rejects.toThrow('permission denied');
    const [role] = await query(
      ownerUrl,
      'select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    );
    expect(role).toEqual({ rolsuper: false, rolcreaterole: false, rolcreatedb: true });
    await expect(query(appUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect((await stat(path.join(home, 'passwords.json'))).mode & 0o777).toBe(0o600);
  });

  it('starts after a crash that left the server running and its lock file behind', async () => {
    const dataDir = path.join(folder, 'data');
    const script = `import { startPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres.mjs'))};
      const { pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: true });
      console.log(pid); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await start(dataDir);
    await expect(query(again.appUrl, 'select 1 as ok')).resolves.toEqual([{ ok: 1 }]);
  });

  it('starts although a lock file names a process that is another program now', async () => {
    const dataDir = path.join(folder, 'data');
    const first = await start(dataDir);
    await first.stop();
    await writeFile(path.join(first.home, 'cluster/postmaster.pid'), `${process.pid}\n${first.home}/cluster\n1\n`);
    await expect(start(dataDir)).resolves.toBeDefined();
  });

  it('starts over when the first start was cut off in the middle', async () => {
    const dataDir = path.join(folder, 'data');
    await mkdir(path.join(dataDir, 'cluster.draft'), { recursive: true });
    await writeFile(path.join(dataDir, 'cluster.draft/PG_VERSION'), '18\n');
    await writeFile(path.join(dataDir, 'passwords.json'), '{');
    await expect(start(dataDir)).resolves.toBeDefined();
  });

  it('says in one sentence that a port is taken', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(start(path.join(folder, 'data'), { port })).rejects.toThrow(
      `The port ${port} is in use by another program.`,
    );
    server.close();
  });

  it('says in one sentence that another process uses the folder', async () => {
    const dataDir = path.join(folder, 'data');
    const { home } = await start(dataDir);
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await writeFile(path.join(home, 'starter.pid'), String(other.pid));
    await expect(startPostgres({ dataDir, durable: true })).rejects.toThrow(`is in use by process ${other.pid}`);
    other.kill();
  });

  it('leaves nothing of a throw-away server', async () => {
    const postgres = await start(path.join(folder, 'data'), { durable: false });
    await postgres.stop();
    expect(existsSync(postgres.home)).toBe(false);
    await expect(query(postgres.appUrl, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it.runIf(process.platform !== 'win32')(
    'ends with the process that started it, even when that is killed',
    async () => {
      const dataDir = path.join(folder, 'data');
      const script = `import { startPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'postgres.mjs'))};
      const { appUrl } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: true });
      console.log(appUrl); setInterval(() => {}, 1000);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [appUrl] = await once(child.stdout, 'data');
      child.kill('SIGKILL');
      const isGone = () =>
        query(String(appUrl).trim(), 'select 1').then(
          () => false,
          () => true,
        );
      for (let tries = 0; tries < 100 && !(await isGone()); tries += 1) await sleep(100);
      await expect(isGone()).resolves.toBe(true);
    },
  );

  it.runIf(isRoot)('runs below a closed home of root, and says where it keeps its data', async () => {
    await chmod(folder, 0o700);
    const dataDir = path.join(folder, 'home/data');
    const postgres = await start(dataDir);
    await expect(query(postgres.appUrl, 'select 1 as ok')).resolves.toEqual([{ ok: 1 }]);
    expect((await readFile(path.join(dataDir, 'location.txt'), 'utf8')).trim()).toBe(postgres.home);
    expect(postgres.home).not.toContain(folder);
    await postgres.stop();
    await rm(postgres.home, { recursive: true });
  });
});
