import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');
const run = promisify(execFile);

const HEADER = `
generator client {
  provider = "prisma-client"
  output   = "../generated"
}
datasource db {
  provider = "postgresql"
}
`;
const FIRST = `${HEADER}
model Site {
  id   String @id @db.Uuid
  name String @unique
}
`;
const SECOND = `${FIRST}
model Lan {
  id     String               @id @db.Uuid
  prefix Unsupported("cidr")
  tags   String[]
  kind   String @default("access") @db.VarChar(20)
}
`;

/** A body with semicolons: split at them, it is no statement at all. */
const FUNCTION_SQL = `
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'no; never';
  RETURN NULL;
END
$$;
CREATE TRIGGER lan_refuse BEFORE DELETE ON "Lan" FOR EACH STATEMENT EXECUTE FUNCTION refuse();
`;

describe('the schema engine behind the Prisma command line', () => {
  let folder: string;
  let maintenance: pg.Client;
  const names = { history: `engine_${process.pid}_history`, empty: `engine_${process.pid}_empty` };
  const urlOf = (name: string) => {
    const url = new URL(inject('template').ownerUrl);
    url.pathname = name;
    return url.toString();
  };
  const prisma = (database: string, ...args: string[]) =>
    run(process.execPath, [path.join(ROOT, 'node_modules/prisma/build/index.js'), ...args], {
      cwd: folder,
      env: { ...process.env, DATABASE_OWNER_URL: urlOf(database) },
    });
  const writeSchema = (text: string) => writeFile(path.join(folder, 'prisma/schema.prisma'), text);
  const migrationFile = async (name: string) => {
    const migrations = path.join(folder, 'prisma/migrations');
    const found = (await readdir(migrations)).find((each) => each.endsWith(`_${name}`));
    return path.join(migrations, found!, 'migration.sql');
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-engine-'));
    await mkdir(path.join(folder, 'prisma'));
    for (const each of ['scripts', 'node_modules']) await symlink(path.join(ROOT, each), path.join(folder, each));
    await writeFile(path.join(folder, 'prisma.config.ts'), await readFile(path.join(ROOT, 'prisma.config.ts')));
    maintenance = new pg.Client({ connectionString: urlOf('postgres') });
    await maintenance.connect();
  });
  afterAll(async () => {
    for (const name of Object.values(names)) await maintenance.query(`drop database if exists ${name} with (force)`);
    await maintenance.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('creates the database and the first migration', async () => {
    await writeSchema(FIRST);
    await prisma(names.history, 'migrate', 'dev', '--name', 'first');
    expect(await readFile(await migrationFile('first'), 'utf8')).toContain('CREATE TABLE "Site"');
  });

  it('makes a second migration, and applies the function written into it by hand', async () => {
    await writeSchema(SECOND);
    await prisma(names.history, 'migrate', 'dev', '--create-only', '--name', 'second');
    const file = await migrationFile('second');
    const generated = await readFile(file, 'utf8');
    expect(generated).toContain('"prefix" cidr NOT NULL');
    expect(generated).not.toContain('CREATE TABLE "Site"');
    await writeFile(file, generated + FUNCTION_SQL);
    await prisma(names.history, 'migrate', 'dev');
    const client = new pg.Client({ connectionString: urlOf(names.history) });
    await client.connect();
    await expect(client.query('delete from "Lan"')).rejects.toThrow('no; never');
    await client.end();
  });

  it('sees no drift between migrations and schema, and sees it when the schema moves on', async () => {
    const gate = [
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ];
    await expect(prisma(names.history, ...gate)).resolves.toBeDefined();
    await writeSchema(`${SECOND}\nmodel Extra {\n  id String @id\n}\n`);
    await expect(prisma(names.history, ...gate)).rejects.toMatchObject({
      code: 2,
      stdout: expect.stringContaining('Extra'),
    });
    await writeSchema(SECOND);
  });

  it('deploys the whole history to an empty database', async () => {
    await maintenance.query(`create database ${names.empty}`);
    await prisma(names.empty, 'migrate', 'deploy');
    const again = await prisma(names.empty, 'migrate', 'deploy');
    expect(again.stdout).toContain('No pending migrations to apply');
    const status = await prisma(names.empty, 'migrate', 'status');
    expect(status.stdout).toContain('Database schema is up to date');
  });

  it('says what is wrong with a migration, and where', async () => {
    const broken = path.join(folder, 'prisma/migrations/29990101000000_broken');
    await mkdir(broken);
    await writeFile(path.join(broken, 'migration.sql'), 'CREATE TABLE "Site" (id int);');
    await expect(prisma(names.empty, 'migrate', 'deploy')).rejects.toMatchObject({
      stderr: expect.stringMatching(/relation \\?"Site\\?" already exists[^]*29990101000000_broken/),
    });
    await rm(broken, { recursive: true });
  });

  it('fails loudly when the database cannot be reached', async () => {
    const gate = [
      'migrate',
      'diff',
      '--from-migrations',
      'prisma/migrations',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    ];
    const failing = run(process.execPath, [path.join(ROOT, 'node_modules/prisma/build/index.js'), ...gate], {
      cwd: folder,
      env: { ...process.env, DATABASE_OWNER_URL: 'postgres://nobody@127.0.0.1:1/none' },
    });
    await expect(failing).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('127.0.0.1:1') });
  });

  it('leaves no shadow database behind', async () => {
    const { rows } = await maintenance.query(
      `select datname from pg_database where datname like 'prisma_migrate_shadow_db_%'`,
    );
    expect(rows).toEqual([]);
  });
});

describe("the product's own migrations", () => {
  const name = `engine_${process.pid}_own`;
  let folder: string;
  const prisma = (...args: string[]) => {
    const url = new URL(inject('template').ownerUrl);
    url.pathname = name;
    return run(process.execPath, [path.join(ROOT, 'node_modules/prisma/build/index.js'), ...args], {
      cwd: folder,
      env: { ...process.env, DATABASE_OWNER_URL: url.toString() },
    });
  };

  const maintain = async (statement: string) => {
    const client = new pg.Client({ connectionString: inject('template').ownerUrl.replace(/\w+$/, 'postgres') });
    await client.connect();
    await client.query(statement);
    await client.end();
  };

  beforeAll(async () => {
    await maintain(`create database ${name}`);
    folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-engine-'));
    for (const each of ['scripts', 'node_modules']) await symlink(path.join(ROOT, each), path.join(folder, each));
    await cp(path.join(ROOT, 'prisma.config.ts'), path.join(folder, 'prisma.config.ts'));
    await cp(path.join(ROOT, 'prisma'), path.join(folder, 'prisma'), { recursive: true });
  });
  afterAll(async () => {
    await maintain(`drop database if exists ${name} with (force)`);
    await rm(folder, { recursive: true, force: true });
  });

  it('are what the schema says', async () => {
    const gate = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma', '--exit-code'];
    const outcome = await prisma('migrate', 'diff', ...gate);
    expect(outcome.stdout).toContain('No difference detected');
  });

  it('leave nothing for the next one to make anew', async () => {
    await prisma('migrate', 'dev', '--create-only', '--name', 'next');
    const migrations = path.join(folder, 'prisma/migrations');
    const next = (await readdir(migrations)).find((each) => each.endsWith('_next'));
    expect(await readFile(path.join(migrations, next!, 'migration.sql'), 'utf8')).toBe(
      '-- This is an empty migration.',
    );
  });
});
