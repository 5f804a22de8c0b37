/** Runs in the browser: the graph library and nothing else, over what the server answers to the question in the address. */
import cytoscape from 'cytoscape';
import type { TopologyGraph, Words } from '@/domain/topology/graph';

type Answered = { result: { data: { json: { graph: TopologyGraph } } } };

const textOf = (words: Words) =>
  words.kind === 'text' ? words.text : words.kind === 'title' ? words.fallback : words.code;

// The elements of the product's page: boxes and cards at their places in their sizes, with their names, and lines with theirs.
void fetch(`/api/trpc/estate.topology${location.search}`)
  .then((answer) => answer.json() as Promise<Answered>)
  .then(({ result }) => {
    const { nodes, edges } = result.data.json.graph;
    cytoscape({
      container: document.getElementById('stage'),
      elements: [
        ...nodes.map(({ id, title, x, y, width, height }) => ({
          data: { id, label: textOf(title), width, height },
          position: { x: x + width / 2, y: y + height / 2 },
        })),
        ...edges.map(({ id, from, to, label }) => ({
          data: { id, source: from, target: to, label: label ? textOf(label) : '' },
        })),
      ],
      style: [
        { selector: 'node', style: { label: 'data(label)', width: 'data(width)', height: 'data(height)' } },
        { selector: 'edge', style: { label: 'data(label)', 'curve-style': 'straight' } },
      ],
      layout: { name: 'preset' },
    }).fit();
  });
