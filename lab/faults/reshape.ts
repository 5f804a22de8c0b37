type Body = Record<string, unknown>;
type Found = { rows: readonly unknown[]; withRows(rows: readonly unknown[]): Body };

/**
 * The rows of an answer that tells how many there are: `{ TotalCount, Vpcs: { Vpc: [...] } }` of the one API,
 * `{ page_info: { total_count }, clusters: [...] }` of the other. Without a number nobody could notice that rows are missing.
 */
function rowsOf(body: Body): Found | null {
  if ('TotalCount' in body) return wrappedRowsOf(body);
  const counts = ['page_info', 'page'].some((name) => isObject(body[name]) && 'total_count' in body[name]);
  const list = counts ? Object.entries(body).find(([, value]) => Array.isArray(value)) : undefined;
  if (!list) return null;
  return { rows: list[1] as readonly unknown[], withRows: (rows) => ({ ...body, [list[0]]: rows }) };
}

function wrappedRowsOf(body: Body): Found | null {
  for (const [wrapper, value] of Object.entries(body)) {
    if (!isObject(value)) continue;
    const [list, rows] = Object.entries(value)[0] ?? [];
    if (list !== undefined && Array.isArray(rows))
      return { rows, withRows: (others) => ({ ...body, [wrapper]: { [list]: others } }) };
  }
  return null;
}

export function halfPage(body: Body): Body {
  const found = rowsOf(body);
  return found ? found.withRows(found.rows.slice(0, Math.ceil(found.rows.length / 2))) : body;
}

/** The answer with the rows of another one: paging fields stay, so that a reader goes on. */
export function withRowsOf(body: Body, other: Body): Body {
  const found = rowsOf(other);
  return found ? (rowsOf(body)?.withRows(found.rows) ?? body) : body;
}

const TEXT_TO_NUMBER = new Set(['LocalAsn', 'PeerAsn', 'Hold', 'Keepalive', 'RouteLimit', 'node_cidr_mask']);
const NUMBER_TO_TEXT = new Set(['total_count', 'total_nodes']);
const FLAG_TO_NUMBER = new Set(['host_network', 'intranet']);

/** How older gateways answer: numbers for text and the reverse, empty wrappers left out, times without their Z. */
export function looseTypes(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => looseTypes(each));
  if (isObject(value)) {
    const kept = Object.entries(value).filter(([, each]) => !isEmptyWrapper(each));
    return Object.fromEntries(kept.map(([key, each]) => [key, looseTypes(each, key)]));
  }
  if (typeof value === 'number') return NUMBER_TO_TEXT.has(field) ? String(value) : value;
  if (typeof value === 'boolean') return FLAG_TO_NUMBER.has(field) ? Number(value) : value;
  if (typeof value !== 'string') return value;
  if (TEXT_TO_NUMBER.has(field) && /^\d+$/.test(value)) return Number(value);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? value.slice(0, -1) : value;
}

function isEmptyWrapper(value: unknown): boolean {
  if (!isObject(value)) return false;
  const members = Object.values(value);
  return members.length === 1 && Array.isArray(members[0]) && members[0].length === 0;
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
