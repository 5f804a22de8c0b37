import v8 from 'node:v8';

/** By so much the heap may grow over what is alive before it is collected. */
const GROWTH_PERCENT = 40;

/**
 * Has this process collect what is no longer used sooner than it would by itself: left alone it lets the heap grow to a multiple of
 * what is alive, and reading a large estate leaves much behind.
 */
export function collectEarly(): void {
  v8.setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}

/**
 * Has this process make everything among the young. Left alone V8 makes what has mostly lived so far among the old at once, and a first
 * estate teaches it that whatever is made of an estate lives. Most of those that follow live for one answer: what there is of them
 * among the old would stay, with all that it leads to, until the whole heap is collected.
 */
export function beginYoung(): void {
  v8.setFlagsFromString('--no-allocation-site-pretenuring');
}
