/** GoBGP's way to refuse: code UNKNOWN, whatever it was, and a sentence. */
export class Refusal extends Error {}
