import { z } from 'zod';
import { tryParseAddress } from '@/domain/net/address';
import { interfaceAddressText, tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { tryParsePrefix } from '@/domain/net/prefix';
import type { NetProblem } from '@/domain/net/problem';

/** The code and values of a refusal travel as the issue's params; sentences are made where they are shown. */
function refuse(context: z.RefinementCtx, problem: NetProblem): never {
  context.addIssue({ code: 'custom', message: problem.code, params: { ...problem.params, problem: problem.code } });
  return z.NEVER;
}

/** A canonical network prefix. Input that is nearly right is refused with the nearest right spelling. */
export const PrefixText = z
  .string()
  .describe('A network prefix, host bits zero: 10.8.4.0/22')
  .transform((text, context) => {
    const parsed = tryParsePrefix(text);
    if (parsed.ok) return parsed.value;
    return refuse(context, parsed.problem);
  });

/** A canonical host address without a length. */
export const AddressText = z
  .string()
  .describe('A host address without a length: 172.16.10.1')
  .transform((text, context) => {
    const parsed = tryParseAddress(text);
    if (parsed.ok) return parsed.value;
    return refuse(context, parsed.problem);
  });

/** An interface address in canonical text: host address and length, host bits welcome (`169.254.10.1/30`). */
export const InterfaceAddressText = z
  .string()
  .describe('A host address with its length: 169.254.10.1/30')
  .transform((text, context) => {
    const parsed = tryParseInterfaceAddress(text);
    if (parsed.ok) return interfaceAddressText(parsed.value);
    return refuse(context, parsed.problem);
  });

/** RFC 6793: 32 bits. Which values are allowed where is a rule of the operation, not of the type. */
export const Asn = z.number().int().min(0).max(4294967295);

/** The cloud's own id where there is one, else the operator's name. Hostile text until proven otherwise, so bounded. */
export const Key = z.string().min(1).max(256);

/** A title in both languages; either may be missing. */
export const Title = z.object({ en: z.string().max(256).optional(), zh: z.string().max(256).optional() });
export type Title = z.infer<typeof Title>;

/** A reference to a secret, never the secret. Equality of both ends is checked by fingerprint. */
export const SecretRef = z.object({ secret: z.string().min(1).max(128) });
