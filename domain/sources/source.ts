import { z } from 'zod';
import { SourceConnection } from './connection';
import { SourceKey } from './key';
import { EndpointText, Region } from './place';
import { SourceCredential, SourceSettings } from './settings';

const limits = {
  /** per API; the vendor's own limits start at a few hundred a minute */
  callsPerMinute: z.number().int().min(1).max(6_000),
  intervalSeconds: z.number().int().min(5).max(86_400),
  /** of a whole reading; what has not come by then has failed */
  deadlineSeconds: z.number().int().min(5).max(3_600),
};

/** A real source. Read-only until somebody says otherwise; secrets go in and never come out. */
export const AddSource = z.strictObject({
  key: SourceKey,
  name: z.string().trim().min(1).max(128),
  readOnly: z.boolean().default(true),
  callsPerMinute: limits.callsPerMinute.default(300),
  intervalSeconds: limits.intervalSeconds.default(60),
  deadlineSeconds: limits.deadlineSeconds.default(600),
  connection: SourceConnection,
});
export type AddSource = z.infer<typeof AddSource>;

/**
 * `version` is what the editor saw: an edit of something else is refused. A credential is replaced whole or not at all, by one
 * of the kind that the source asks for.
 */
export const EditSource = z.strictObject({
  sourceId: z.uuid(),
  version: z.number().int().positive(),
  name: z.string().trim().min(1).max(128).optional(),
  enabled: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  callsPerMinute: limits.callsPerMinute.optional(),
  intervalSeconds: limits.intervalSeconds.optional(),
  deadlineSeconds: limits.deadlineSeconds.optional(),
  credential: SourceCredential.optional(),
});
export type EditSource = z.infer<typeof EditSource>;

/** A connection to try: one that is stored, or one that is being typed. */
export const TestConnection = z.union([
  z.strictObject({ sourceId: z.uuid() }),
  z.strictObject({ connection: SourceConnection }),
]);
export type TestConnection = z.infer<typeof TestConnection>;

/** How a source is spoken to. `grpc` and `http` are in clear: only where the process configuration names the exact place. */
export const SourceProtocol = z.enum(['http', 'https', 'grpc', 'grpcs', 'ssh', 'local']);
export type SourceProtocol = z.infer<typeof SourceProtocol>;

/**
 * A file of sources that the process is given on start, and the declared facts that belong to them. A source without an
 * endpoint of its own (a cluster reached through the container service, vtysh on this machine) leaves it empty.
 */
export const SourcesFile = z.object({
  /** whose sources these are, where they stand in for a whole world: when it is another, so is the world */
  scenario: z.string().min(1).max(4096).optional(),
  sources: z.array(
    z.object({
      key: SourceKey,
      name: z.string().min(1).max(128),
      endpoint: EndpointText.or(z.literal('')),
      protocol: SourceProtocol,
      region: Region.or(z.literal('')),
      settings: SourceSettings,
      credential: SourceCredential,
      readOnly: z.boolean().default(true),
      callsPerMinute: limits.callsPerMinute.default(300),
      intervalSeconds: limits.intervalSeconds.default(60),
      deadlineSeconds: limits.deadlineSeconds.default(600),
      /** path of an estate file, from the sources file's folder */
      estateFile: z.string().optional(),
    }),
  ),
});
export type SourcesFile = z.infer<typeof SourcesFile>;
