import { z } from 'zod';

/** A region id of the vendor: `cn-hangzhou`. */
export const Region = z.string().regex(/^[a-z]{2,12}(-[a-z0-9]{1,20}){1,4}$/, 'region');

/** `host` or `host:port`; what may be reached is decided where it is reached. */
export const EndpointText = z
  .string()
  .max(253 + 8)
  .regex(/^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::\d{1,5})?$/, 'endpoint');
