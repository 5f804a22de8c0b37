#!/bin/sh
# The forced command of an account that Causeway reads FRR with: the questions its connector asks, and nothing else.
#
# Install as /usr/local/bin/frr-forced-command (root, 0755) and bind the account's key to it in ~/.ssh/authorized_keys:
#   restrict,command="/usr/local/bin/frr-forced-command" ssh-ed25519 AAAA... causeway
# The account must be in group frrvty. Another vtysh, or arguments for it, may be named after the script:
#   command="/usr/local/bin/frr-forced-command sudo -n /usr/bin/vtysh"
#
# `show running-config` is not among them: it prints keys in clear.
set -eu

command=${SSH_ORIGINAL_COMMAND-}

refuse() {
  echo "frr-forced-command: not allowed" >&2
  exit 126
}

# Neither quotes nor separators nor a second line ever reach the checks below.
case $command in
*[!A-Za-z0-9.:\ -]*) refuse ;;
esac

case $command in
'show version' | \
  'show bgp summary json' | \
  'show bgp neighbors json' | \
  'show bgp ipv4 unicast json' | \
  'show ip route json') ;;
'show bgp ipv4 unicast neighbors '*' json')
  rest=${command#show bgp ipv4 unicast neighbors }
  peer=${rest%% *}
  case $peer in
  '' | *[!0-9A-Fa-f.:]*) refuse ;;
  esac
  case ${rest#"$peer" } in
  'received-routes json' | 'routes json' | 'advertised-routes json') ;;
  *) refuse ;;
  esac
  ;;
*) refuse ;;
esac

[ $# -gt 0 ] || set -- /usr/bin/vtysh
exec "$@" -c "$command"
