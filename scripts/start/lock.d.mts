export type LockHolder = { pid: number; bornAt: string; url: string };
export function takeLock(file: string, about: { url: string }): Promise<() => Promise<void>>;
export function waitForLock(file: string, onWait: (pid: number) => void): Promise<() => Promise<void>>;
export function readHolder(file: string): Promise<LockHolder | undefined>;
