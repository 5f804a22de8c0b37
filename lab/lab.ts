import type { Scenario } from './scenario';
import type { Service } from './vpc/dispatch';

/** The whole lab in one process: what it serves and the means to disturb it. */
export type Lab = Service & { scenario: Scenario; reset(): void };
