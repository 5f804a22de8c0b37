#!/usr/bin/env node
/**
 * The schema engine of Prisma as WebAssembly, behind the contract of the native binary (flags, JSON-RPC lines over stdio), so
 * that the ordinary Prisma command line migrates without downloading anything. `prisma.config.ts` points the command line here.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { connectionParts, createMigrationAdapterFactory } from './schema-engine-adapter.mjs';

/** The names that differ between the wire and the WebAssembly class. */
const METHODS = { getDatabaseVersion: 'version' };

/** Where the engine leaves the text of a Rust panic. */
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  message: '',
  get() {
    return this.message;
  },
  set_message(message) {
    this.message = message;
  },
};

const { values: flags, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { datamodels: { type: 'string', multiple: true }, datasource: { type: 'string' } },
});
const url = flags.datasource
  ? JSON.parse(flags.datasource).url
  : process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;

process.on('uncaughtException', (error) => {
  logError('P0000', globalThis.PRISMA_WASM_PANIC_REGISTRY.get() || error.message, error.stack);
  process.exit(101);
});

if (positionals[0] === 'cli') await runCli(positionals[1]);
else await serve();

/** `cli can-connect-to-database` and `cli create-database`: answers by exit code and one log line. */
async function runCli(command) {
  const parts = connectionParts(url);
  const database = command === 'create-database' ? 'postgres' : parts.database;
  const client = new pg.Client({ ...parts, database });
  try {
    await client.connect();
    if (command === 'create-database') await client.query(`create database ${client.escapeIdentifier(parts.database)}`);
    await client.end();
  } catch (error) {
    const codes = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1010', '42P04': 'P1009' };
    // The command line skips the first line of stderr before it parses.
    process.stderr.write('schema-engine\n');
    logError(
      codes[error.code] ?? 'P1001',
      error.message || `Can't reach database server at ${parts.host}:${parts.port}`,
    );
    process.exit(1);
  }
}

function logError(code, message, backtrace) {
  const fields = { error_code: code, message, backtrace };
  process.stderr.write(`${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}\n`);
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function serve() {
  // A failed start is told in answer to each request: the command line that finds us gone too early reports success.
  const starting = startEngine().catch((error) => ({ failed: error }));
  let last = Promise.resolve();
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const request = JSON.parse(line);
    // Answers to our own print requests carry no method.
    if (request.method) last = last.then(async () => answer(await starting, request));
  }
  await last;
  process.exit(0);
}

async function startEngine() {
  const require = createRequire(import.meta.url);
  const wasmFile = path.join(path.dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(wasmFile), { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  // An empty list is a panic; none at all is fine.
  const datamodels =
    flags.datamodels && (await Promise.all(flags.datamodels.map(async (file) => [file, await readFile(file, 'utf8')])));
  const factory = bindMigrationAwareSqlAdapterFactory(createMigrationAdapterFactory(url));
  const noLog = () => undefined;
  return { engine: await glue.SchemaEngine.new({ datamodels }, noLog, factory), errors: factory.errorRegistry };
}

async function answer({ engine, errors, failed }, { id, method, params }) {
  try {
    if (failed) throw failed;
    // The history is replayed only from a cache that applying migrations drops; a diagnosis fills it again.
    if (method === 'evaluateDataLoss' || method === 'createMigration') {
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    }
    const result = await engine[METHODS[method] ?? method](params);
    if (method === 'diff' && result.stdout != null) {
      send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
    }
    send({ id, result: result ?? null });
  } catch (error) {
    send({ id, error: toRpcError(error, errors) });
  }
}

function toRpcError(error, errors) {
  const isPanic = error instanceof WebAssembly.RuntimeError;
  const driver = typeof error?.id === 'number' ? errors?.consumeError(error.id)?.error : undefined;
  const message = isPanic
    ? globalThis.PRISMA_WASM_PANIC_REGISTRY.get()
    : (driver?.message ?? error?.message ?? String(error));
  const data = {
    is_panic: isPanic,
    message,
    meta: error?.meta ?? null,
    error_code: error?.code ?? error?.error_code ?? null,
  };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}
