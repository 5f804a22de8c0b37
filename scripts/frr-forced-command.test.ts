import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const script = path.join(import.meta.dirname, 'frr-forced-command.sh');
/** Stands in for vtysh: says what it was called with. */
const stub = ['sh', '-c', 'printf "%s|" "$@"', '--'];
const run = (command: string | undefined) => {
  return spawnSync(script, stub, {
    encoding: 'utf8',
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH ?? '',
      ...(command === undefined ? {} : { SSH_ORIGINAL_COMMAND: command }),
    },
  });
};

describe('the forced command for FRR', () => {
  it.each([
    'show version',
    'show bgp summary json',
    'show bgp neighbors json',
    'show bgp ipv4 unicast json',
    'show ip route json',
    'show bgp ipv4 unicast neighbors 192.0.2.1 received-routes json',
    'show bgp ipv4 unicast neighbors 2001:db8::1 routes json',
    'show bgp ipv4 unicast neighbors 192.0.2.1 advertised-routes json',
  ])('passes %s on', (command) => {
    expect(run(command)).toMatchObject({ status: 0, stdout: `-c|${command}|` });
  });

  it.each([
    undefined,
    '',
    'show',
    'show running-config',
    'configure terminal',
    'show version; reboot',
    'show version\nconfigure terminal',
    'show version $(reboot)',
    'show version | tee x',
    'clear bgp *',
    'show bgp ipv4 unicast neighbors  json',
    'show bgp ipv4 unicast neighbors 192.0.2.1 json',
    'show bgp ipv4 unicast neighbors eth0 routes json',
    'show bgp ipv4 unicast neighbors 192.0.2.1 routes json json',
    'show bgp ipv4 unicast neighbors 192.0.2.1 graceful-restart json',
    '-c show version',
    'sh',
  ])('refuses %j', (command) => {
    const { status, stdout, stderr } = run(command);
    expect({ status, stdout }).toEqual({ status: 126, stdout: '' });
    expect(stderr).toBe('frr-forced-command: not allowed\n');
  });
});
