const EXPORT_PAGE_SIZE = 200;

type Page<Row> = { rows: readonly Row[]; page: number; found: number };

/** All that the filters leave, page after page: an export is of the list, not of what is on the screen. */
export async function everyPage<Row>(
  ask: (part: { page: number; pageSize: number }) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await ask({ page, pageSize: EXPORT_PAGE_SIZE });
    // Beyond the last page comes the last one again.
    if (answer.page === page) rows.push(...answer.rows);
    if (page * EXPORT_PAGE_SIZE >= answer.found) return rows;
  }
}
