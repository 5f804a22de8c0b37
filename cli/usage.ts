/** What `causeway --help` prints. */
export const USAGE = `causeway trace --estate FILE --from A --to B [--json]
  What A and B reach of each other, in both directions. A and B: an address, a prefix, or the name of a pool, site, LAN,
  vSwitch or node. Exit code 0: all of it.

causeway check --estate FILE [--json]
  What is wrong with an estate, and whether its flows hold. Exit code 1: an error, or a flow that must hold and does not.

causeway whatif --estate FILE --ops FILE [--json]
  What operations would do: flows that start or stop, findings that come or go. FILE holds \`operations: [...]\` as in a change, or what
  is supposed of sessions, nodes and permits.
  Exit code 1: an error appears, or a flow that must hold stops. 2: an operation is refused.

causeway aggregate --estate FILE --vbr KEY [--json]
  The smallest exact set to announce toward a VBR, over each of its sessions; where it does not keep the limit, what fewer prefixes
  would newly attract. Exit code 0: every exact set is below its limit.

causeway audit verify [--url http://localhost:3000] --token-file FILE
  Walks the whole audit chain on the server, names the first bad row and compares the end with the anchor.
  The token needs the scope audit:read.

trace, check, whatif and aggregate need no server and no database; --language en or zh-CN chooses the language.
Exit codes: 0 all is well, 1 something is not, 2 it could not be told.`;
