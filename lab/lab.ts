import type { Scenario } from './scenario';
import type { VpcService } from './vpc/api';

/** The whole lab in one process: what it serves and the means to disturb it. */
export type Lab = VpcService & {
  scenario: Scenario;
  /** ports of the doors that are open, by their names */
  doors: Record<string, number>;
  reset(): void;
};
