/**
 * `@prisma/adapter-pg` fitted for migrations. The adapter is made for queries: it rejects the catalogue's own column types, splits
 * scripts at every `;` and drops a shadow database before it has left it.
 */
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';

const OID_CHAR = 18;
const OID_TEXT = 25;
const OID_CHAR_ARRAY = 1002;
const OID_NAME_ARRAY = 1003;
const OID_TEXT_ARRAY = 1009;
/** int2vector, regproc, oidvector, pg_node_tree, regclass, regtype, regnamespace, regrole: read as their text. */
const CATALOGUE_OIDS = new Set([22, 24, 30, 194, 2205, 2206, 4089, 4096]);
/** Leaves a mark that survives until the column types are known. */
const wasChar = Symbol('"char"');

const addFields = pg.Result.prototype.addFields;
pg.Result.prototype.addFields = function addReadableFields(fields) {
  for (const field of fields) {
    if (field.dataTypeID === OID_CHAR) field[wasChar] = true;
    if (field.dataTypeID === OID_CHAR || CATALOGUE_OIDS.has(field.dataTypeID)) field.dataTypeID = OID_TEXT;
    else if (field.dataTypeID === OID_CHAR_ARRAY || field.dataTypeID === OID_NAME_ARRAY)
      field.dataTypeID = OID_TEXT_ARRAY;
  }
  return addFields.call(this, fields);
};

/** A connection string in discrete parts: node-postgres lets a string win over `database`, and the shadow would be the real one. */
export function connectionParts(url) {
  if (!url) throw new Error('No database address: set DATABASE_OWNER_URL or DATABASE_URL.');
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslmode = searchParams.get('sslmode');
  return {
    host: searchParams.get('host') ?? decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || 'postgres',
    ...(sslmode && sslmode !== 'disable' ? { ssl: { rejectUnauthorized: sslmode === 'verify-full' } } : {}),
  };
}

/** A factory for the engine: the real database, and a shadow database that is always gone afterwards. */
export function createMigrationAdapterFactory(url) {
  const connectTo = async (database) => {
    const parts = connectionParts(url);
    return fit(await new PrismaPg({ ...parts, database: database ?? parts.database }).connect());
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connectTo(),
    async connectToShadowDb() {
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      const home = await connectTo();
      await home.executeScript(`create database "${name}"`);
      const shadow = await connectTo(name);
      const leave = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await leave();
        await home.executeScript(`drop database if exists "${name}" with (force)`);
        await home.dispose();
      };
      return shadow;
    },
  };
}

function fit(adapter) {
  withCharColumns(adapter);
  // One simple-protocol query: `$$` bodies hold semicolons of their own.
  adapter.executeScript = async (script) => {
    try {
      await adapter.client.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (...args) => withCharColumns(await startTransaction(...args));
  return adapter;
}

/** Reports `"char"` columns as characters; the engine reads constraint kinds from them. */
function withCharColumns(queryable) {
  const queryRaw = queryable.queryRaw;
  queryable.queryRaw = async (query) => {
    let fields = [];
    const recording = Object.create(queryable, {
      performIO: {
        value: async (each) => {
          const result = await queryable.performIO(each);
          fields = result.fields;
          return result;
        },
      },
    });
    const result = await queryRaw.call(recording, query);
    result.columnTypes = result.columnTypes.map((type, at) =>
      fields[at]?.[wasChar] ? ColumnTypeEnum.Character : type,
    );
    return result;
  };
  return queryable;
}
