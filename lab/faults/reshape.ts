type Body = Record<string, unknown>;
type Found = { wrapper: string; list: string; rows: readonly unknown[] };

/** The rows of a list answer: `{ TotalCount, Vpcs: { Vpc: [...] } }`. */
function rowsOf(body: Body): Found | null {
  if (!('TotalCount' in body)) return null;
  for (const [wrapper, value] of Object.entries(body)) {
    if (!isObject(value)) continue;
    const [list, rows] = Object.entries(value)[0] ?? [];
    if (list !== undefined && Array.isArray(rows)) return { wrapper, list, rows };
  }
  return null;
}

export function halfPage(body: Body): Body {
  const found = rowsOf(body);
  return found
    ? { ...body, [found.wrapper]: { [found.list]: found.rows.slice(0, Math.ceil(found.rows.length / 2)) } }
    : body;
}

/** The answer with the rows of another one: paging fields stay, so that a reader goes on. */
export function withRowsOf(body: Body, other: Body): Body {
  const found = rowsOf(other);
  return found ? { ...body, [found.wrapper]: { [found.list]: found.rows } } : body;
}

const ASN_FIELDS = new Set(['LocalAsn', 'PeerAsn', 'Hold', 'Keepalive', 'RouteLimit']);

/** How older gateways answer: numbers where text is documented, empty wrappers left out, times without their Z. */
export function looseTypes(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => looseTypes(each));
  if (isObject(value)) {
    const kept = Object.entries(value).filter(([, each]) => !isEmptyWrapper(each));
    return Object.fromEntries(kept.map(([key, each]) => [key, looseTypes(each, key)]));
  }
  if (typeof value !== 'string') return value;
  if (ASN_FIELDS.has(field) && /^\d+$/.test(value)) return Number(value);
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
