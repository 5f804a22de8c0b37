import { z } from 'zod';

const Params = z.record(z.string(), z.union([z.string(), z.number()]));

/** What is printed with `--json` when the exit code is 2. Lines and columns count from 1. */
export const BadInputReport = z.object({
  version: z.literal(1),
  errors: z.array(
    z.union([
      z.strictObject({
        file: z.string(),
        line: z.number().int(),
        column: z.number().int(),
        path: z.array(z.union([z.string(), z.number()])),
        code: z.string(),
        params: Params,
      }),
      z.strictObject({ option: z.string(), code: z.string(), params: Params }),
    ]),
  ),
});
export type BadInputReport = z.infer<typeof BadInputReport>;
