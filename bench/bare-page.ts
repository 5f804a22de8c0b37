/** Runs in the browser: the graph library and nothing else, over what the server answers to the question in the address. */
import cytoscape from 'cytoscape';
import type { TopologyGraph } from '@/domain/topology/graph';

type Answered = { result: { data: { json: { graph: TopologyGraph } } } };

void fetch(`/api/trpc/estate.topology${location.search}`)
  .then((answer) => answer.json() as Promise<Answered>)
  .then(({ result }) => {
    const { nodes, edges } = result.data.json.graph;
    cytoscape({
      container: document.getElementById('stage'),
      elements: [
        ...nodes.map(({ id, x, y }) => ({ data: { id }, position: { x, y } })),
        ...edges.map(({ id, from, to }) => ({ data: { id, source: from, target: to } })),
      ],
      style: [
        { selector: 'node', style: { label: 'data(id)' } },
        { selector: 'edge', style: { 'curve-style': 'straight' } },
      ],
      layout: { name: 'preset' },
    }).fit();
  });
