import { Document, isCollection, isMap, isPair, isSeq, visit, type Node } from 'yaml';
import { Estate } from '../estate';
import type { EstateFileFormat } from './parse';

/** What fits is written on one line, so that a table of routes reads like a table. */
const LINE = 120;

/**
 * An estate as a file that reads back to the same estate. The same estate always gives the same text, whatever the order in
 * which its members were put together.
 */
export function formatEstateFile(estate: Estate, format: EstateFileFormat): string {
  const ordered = Estate.parse(estate);
  if (format === 'json') return `${JSON.stringify(ordered, null, 2)}\n`;
  const document = new Document(withoutUndefined(ordered), {
    version: '1.2',
    schema: 'core',
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Collection(_, node, path) {
      const depth = path.filter((each) => isCollection(each)).length;
      if (depth > 0 && fitsOnLine(node, depth)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function withoutUndefined(estate: Estate): unknown {
  return JSON.parse(JSON.stringify(estate));
}

function fitsOnLine(node: Node, depth: number): boolean {
  if (holdsRows(node)) return false;
  // As YAML the quotes mostly go, and a blank follows every comma and colon.
  const text = JSON.stringify(node)
    .replaceAll('"', '')
    .replaceAll(/[,:](?=\S)/g, '$& ');
  return text.length + depth * 2 <= LINE;
}

/** Rows get a line each, even a single short one. */
function holdsRows(node: unknown): boolean {
  if (isSeq(node)) return node.items.some((each) => isMap(each) || holdsRows(each));
  return isMap(node) && node.items.some((pair) => isPair(pair) && holdsRows(pair.value));
}
