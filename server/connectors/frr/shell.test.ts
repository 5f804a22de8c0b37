import { afterEach, describe, expect, test } from 'vitest';
import { createFrrConnector } from '.';
import { localShell } from './local';
import { sshShell } from './ssh';
import { newSshKey, startSshServer, type SshServer } from './testing/ssh-server';

const limits = { timeoutMs: 5_000, bytes: 1_000 };
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );

describe('a command on this machine', () => {
  const run = (script: string, more: Partial<typeof limits> & { signal?: AbortSignal } = {}) =>
    localShell(['sh', '-c', script, '--']).run('show version', { ...limits, ...more });

  test('is one argument, whatever is in it', async () => {
    const shell = localShell(['sh', '-c', 'printf "%s|" "$@"', '--']);
    expect(await shell.run('show $(reboot); "x" *', limits)).toBe('-c|show $(reboot); "x" *|');
  });

  test('knows nothing of this process but where programs are', async () => {
    process.env['CANARY_SECRET'] = 'CANARY';
    expect(await run('env')).not.toContain('CANARY');
    delete process.env['CANARY_SECRET'];
  });

  test('that asks for something gets no answer and ends', async () => {
    expect(await run('read password; printf "%s." "$password"')).toBe('.');
  });

  test.each<[string, string, object, object]>([
    ['ends badly', 'echo CANARY; echo CANARY >&2; exit 3', {}, { kind: 'unavailable', details: { code: 'exit-3' } }],
    ['does not end', 'exec sleep 5', { timeoutMs: 100 }, { kind: 'unavailable' }],
    ['says too much', 'yes', {}, { kind: 'rejected' }],
  ])('that %s is a failure without a word of what it said', async (_what, script, more, expected) => {
    const error = await failureOf(run(script, more));
    expect(error).toMatchObject(expected);
    expect(String(error)).not.toContain('CANARY');
  });

  test('that does not exist is told from one that fails', async () => {
    expect(await failureOf(localShell(['/no/such/vtysh']).run('show version', limits))).toMatchObject({
      kind: 'rejected',
    });
  });

  test('is given up when the caller gives up', async () => {
    const stop = new AbortController();
    const running = failureOf(run('exec sleep 5', { signal: stop.signal }));
    stop.abort();
    expect(await running).toMatchObject({ kind: 'unavailable' });
  });
});

describe('a command over SSH', () => {
  const privateKey = newSshKey();
  let server: SshServer;
  afterEach(() => server.stop());

  const start = async (serve: Parameters<typeof startSshServer>[1]) => {
    server = await startSshServer(privateKey, serve);
    return { kind: 'ssh', user: 'causeway', endpoint: server.endpoint, hostKey: server.hostKey, privateKey } as const;
  };
  const run = async (access: Parameters<typeof sshShell>[0], more: object = {}) => {
    const shell = sshShell(access);
    try {
      return await shell.run('show version', { ...limits, ...more });
    } finally {
      shell.close();
    }
  };

  test('is what the other side is asked, on one connection for all', async () => {
    const access = await start((command, answer) => answer(`${command}!`, 0));
    const shell = sshShell(access);
    expect(await Promise.all([shell.run('show version', limits), shell.run('show ip route json', limits)])).toEqual([
      'show version!',
      'show ip route json!',
    ]);
    shell.close();
  });

  test('is not sent to a server that shows another key', async () => {
    const access = await start((_command, answer) => answer('', 0));
    const hostKey = `SHA256:${'A'.repeat(43)}`;
    expect(await failureOf(run({ ...access, hostKey }))).toMatchObject({
      kind: 'denied',
      details: { code: 'HOST_KEY_MISMATCH' },
    });
    expect(server.commands).toEqual([]);
  });

  test('is not taken from a stranger', async () => {
    const access = await start((_command, answer) => answer('', 0));
    expect(await failureOf(run({ ...access, privateKey: newSshKey() }))).toMatchObject({ kind: 'denied' });
    const unusable = await failureOf(run({ ...access, privateKey: 'CANARY' }));
    expect(unusable).toMatchObject({ kind: 'rejected' });
    expect(String(unusable)).not.toContain('CANARY');
  });

  test.each<[string, Parameters<typeof startSshServer>[1], object, object]>([
    [
      'refused by the forced command',
      (_command, answer) => answer('CANARY', 126),
      {},
      { kind: 'unavailable', details: { code: 'exit-126' } },
    ],
    ['cut off', (_command, _answer, drop) => drop(), {}, { kind: 'unavailable' }],
    ['never answered', () => undefined, { timeoutMs: 200 }, { kind: 'unavailable' }],
    ['answered at too great length', (_command, answer) => answer('x'.repeat(5_000), 0), {}, { kind: 'rejected' }],
  ])('that is %s is a failure', async (_what, serve, more, expected) => {
    const error = await failureOf(run(await start(serve), more));
    expect(error).toMatchObject(expected);
    expect(String(error)).not.toContain('CANARY');
  });

  test('leaves no half of a table when the answer is cut', async () => {
    const access = await start((command, answer) =>
      answer(command.includes('route') ? '{"10.0.0.0/8":[{"proto' : '{}', 0),
    );
    const source = { system: 'frr', gateway: 'g', access, callsPerMinute: 6_000, fingerprint: String } as const;
    const { failures, covered, resources } = await createFrrConnector(source).observe({});
    expect(failures).toMatchObject([{ kind: 'gateway-route', error: { kind: 'rejected' } }]);
    expect(covered.map((part) => part.kind)).toEqual(['gateway', 'gateway-peer', 'gateway-path']);
    expect(resources.map((each) => each.kind)).toEqual(['gateway']);
  });

  test('has a place that is host and port', async () => {
    const access = await start((_command, answer) => answer('', 0));
    for (const endpoint of ['ssh://h', 'user@h', 'h:99999', '']) {
      const source = {
        system: 'frr',
        gateway: 'g',
        access: { ...access, endpoint },
        callsPerMinute: 1,
        fingerprint: String,
      } as const;
      expect(() => createFrrConnector(source)).toThrow(expect.objectContaining({ kind: 'rejected' }));
    }
  });
});
