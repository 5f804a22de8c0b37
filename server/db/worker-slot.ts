/**
 * The slot in a worker's name `<slot>:<unique>`; undefined for a name without one. Whoever supervises a slot starts one process in
 * it at a time, the next when it has seen the former one gone.
 */
export function slotOf(workerId: string): string | undefined {
  return /^(.+):[^:]+$/.exec(workerId)?.[1];
}
