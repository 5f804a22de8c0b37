import { ackEndpoint } from './ack/endpoint';
import type { LabEndpoint } from './endpoint';
import { gobgpEndpoint } from './gobgp/endpoint';
import { kubernetesEndpoint } from './kubernetes';

/** Every system the lab stands in for beside the VPC API. A new one: its folder, and a line here. */
export const ENDPOINTS: readonly LabEndpoint[] = [ackEndpoint, kubernetesEndpoint, gobgpEndpoint];
