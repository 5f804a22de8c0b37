'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTRPC } from '@/components/api/client';
import { usePersisted } from '@/components/ui/use-persisted';
import { overlayPath, type PathOverlay } from '@/domain/topology/path';
import type { TopologyGraph } from '@/domain/topology/graph';
import { moved, movesIn, movesText, settle, type Moves } from '@/domain/topology/settle';
import { unfold } from '@/domain/topology/unfold';
import type { Picture } from './picture';
import { questionOf, type TopologyAddress } from './topology-address';

/** How long somebody may still be typing, ms. */
const TYPING_MS = 200;

/** The picture that the address asks for, kept while the next one is on its way. */
export function usePicture(address: TopologyAddress) {
  const trpc = useTRPC();
  const [find, hide] = [useSettledText(address.find), useSettledText(address.hide)];
  return useQuery(
    trpc.estate.topology.queryOptions(questionOf({ ...address, find, hide }), { placeholderData: keepPreviousData }),
  );
}

function useSettledText(typed: string): string {
  const [settled, setSettled] = useState(typed.trim());
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(typed.trim()), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return settled;
}

const NOTHING_MOVED: Moves = {};
const isMoves = (value: unknown): value is Moves =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (each: unknown) => typeof each === 'object' && each !== null && 'x' in each && 'y' in each,
  );

export type Arranged = {
  graph: TopologyGraph;
  path: PathOverlay | null;
  untidy: boolean;
  /** where things that are drawn have been put */
  moves: Moves;
  tidy: () => void;
  move: (id: string, x: number, y: number) => void;
};

/** What is looked at, apart from what is open in it. */
export type Look = { view: string; toggled: readonly string[] };

/** Moves that somebody shares, in the address or with a saved view: they count instead of one's own. */
export type SharedMoves = { text: string; keep: (text: string | null) => void };

/**
 * The picture where things stay: a new state of the same view moves nothing, what is opened makes room where it is, and what
 * somebody has moved is where they put it, kept by this browser for this estate, or by the address that says so.
 */
export function useArranged(picture: Picture, look: Look | null, shared: SharedMoves): Arranged {
  const [keeper] = useState(createKeeper);
  const [tidied, setTidied] = useState(0);
  const [own, keepOwn] = usePersisted(`topology:${picture.estate}`, NOTHING_MOVED, isMoves);
  const { text } = shared;
  const moves = useMemo(() => (text === '' ? own : movesIn(text)), [text, own]);
  const settled = useMemo(
    () => keeper(picture.graph, look && { ...look, view: `${tidied} ${look.view}` }),
    [keeper, picture, look, tidied],
  );
  const graph = useMemo(() => moved(settled.graph, moves), [settled, moves]);
  const path = useMemo(
    () => (picture.verdict ? overlayPath(graph, picture.verdict, (id) => picture.shownAs[id] ?? id) : null),
    [graph, picture],
  );
  const here = picture.graph.nodes.filter((each) => moves[each.id]);
  return {
    graph,
    path,
    untidy: here.length > 0 || settled.untidy > 0,
    moves: Object.fromEntries(here.flatMap(({ id }) => (moves[id] ? [[id, moves[id]]] : []))),
    tidy() {
      setTidied((times) => times + 1);
      keepOwn(NOTHING_MOVED);
      if (text !== '') shared.keep(null);
    },
    move(id, x, y) {
      const next = { ...moves, [id]: { x: Math.round(x), y: Math.round(y) } };
      if (text === '') keepOwn(next);
      else shared.keep(movesText(next));
    },
  };
}

/** Remembers how the same view was arranged before. Without a look the answer to it is still on its way. */
function createKeeper() {
  let last: { view: string; toggled: string; source: TopologyGraph; graph: TopologyGraph; untidy: number } | null =
    null;
  return (source: TopologyGraph, look: Look | null) => {
    const [view, toggled] = [look?.view ?? '', [...(look?.toggled ?? [])].sort().join()];
    if (last && (look === null || (last.view === view && last.toggled === toggled && last.source === source)))
      return last;
    const arrange = last?.toggled === toggled ? settle : unfold;
    const settled = last && last.view === view ? arrange(last.graph, source) : { graph: source, untidy: 0 };
    last = { view, toggled, source, ...settled };
    return last;
  };
}
