import type { EdgeSingular, StylesheetJsonBlock } from 'cytoscape';
import type { Palette } from './palette';

/** How bodies and lines look; every decision about them is in their classes already. */
export function stylesheet(palette: Palette): StylesheetJsonBlock[] {
  return [...bodies(palette), ...lines(palette)];
}

function bodies(palette: Palette): StylesheetJsonBlock[] {
  return [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        'corner-radius': '6',
        width: 'data(width)',
        height: 'data(height)',
        'background-color': palette.surface,
        'border-width': 1,
        'border-color': palette['line-2'],
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 20,
      },
    },
    { selector: '.box', style: { 'background-opacity': 0.55, 'corner-radius': '8', 'z-index': 0 } },
    {
      selector: '.inner',
      style: { 'background-color': palette.sunken, 'border-color': palette.line, 'corner-radius': '5', 'z-index': 30 },
    },
    { selector: '.slim', style: { 'background-opacity': 0, 'border-opacity': 0, 'z-index': 20 } },
    { selector: '.broken', style: { 'border-color': palette.status.broken.line } },
    { selector: '.changing', style: { 'border-color': palette.status.changing.line } },
    { selector: '.unknown', style: { 'border-style': 'dashed', 'border-color': palette.status.unknown.line } },
    { selector: 'node.plain', style: { 'border-style': 'solid' } },
    { selector: '.faint', style: { opacity: 0.55 } },
    {
      selector: '.chosen',
      style: { 'border-width': 2, 'border-style': 'solid', 'border-color': palette.accent, 'border-opacity': 1 },
    },
  ];
}

function lines(palette: Palette): StylesheetJsonBlock[] {
  return [
    {
      selector: 'edge',
      style: {
        width: 1,
        'curve-style': 'straight',
        'line-color': palette['line-3'],
        'line-style': 'dashed',
        'line-dash-pattern': [4, 4],
        'source-endpoint': (edge: EdgeSingular) => String(edge.data('source-end')),
        'target-endpoint': (edge: EdgeSingular) => String(edge.data('target-end')),
        events: 'no',
        'overlay-opacity': 0,
        'z-index-compare': 'manual',
        'z-index': 10,
      },
    },
    {
      selector: 'edge.bgp',
      style: {
        'curve-style': 'segments',
        'edge-distances': 'endpoints' as never,
        'segment-weights': (edge: EdgeSingular) => edge.data('weights') as number[],
        'segment-distances': (edge: EdgeSingular) => edge.data('distances') as number[],
        'line-style': 'dotted',
        width: 1.5,
        'target-label': 'data(label)',
        'target-text-offset': 30,
        'font-size': 10.5,
        'font-family': palette.sans,
        color: palette['text-3'],
        'min-zoomed-font-size': 8,
        'text-background-color': palette.canvas,
        'text-background-opacity': 0.9,
        'text-background-padding': '2px',
      },
    },
    { selector: 'edge.bgp.broken', style: { 'line-color': palette.status.broken.mark } },
    { selector: 'edge.bgp.healthy', style: { 'line-color': palette.status.healthy.line } },
    // Without a graphics card, dashing thousands of long lines takes seconds; hatching and words remain.
    { selector: 'edge.plain', style: { 'line-style': 'solid' } },
    { selector: 'edge.added', style: { 'line-color': palette.add, width: 2 } },
    { selector: 'edge.removed', style: { 'line-color': palette.del, width: 2 } },
  ];
}
