import { Prisma } from '@/generated/prisma/client';
import { storable } from './storable';

/** A value for a JSON column: what JSON cannot hold is left out, what PostgreSQL cannot hold is replaced. */
export function jsonColumn(value: unknown): Prisma.InputJsonValue {
  return storable(JSON.parse(JSON.stringify(value))) as Prisma.InputJsonValue;
}

/** The same for a column that may be empty. */
export function nullableJson(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null || value === undefined ? Prisma.DbNull : jsonColumn(value);
}
