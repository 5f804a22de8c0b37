/** OpenSSL's and Node's words for a certificate that does not prove who answers: trying again proves nothing. */
const UNPROVEN = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH|INVALID_PURPOSE)/;

/** Whether the code of a failed connection says that the other side did not prove who it is. */
export function isUnproven(code: string): boolean {
  return UNPROVEN.test(code);
}
