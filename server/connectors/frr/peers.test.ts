import { describe, expect, test } from 'vitest';
import { toGatewayPeer } from './peers';

const up = { remoteAs: 65001, localAs: 65002, state: 'Established', peerState: 'OK', pfxRcd: 3, pfxSnt: 2 };
const down = { ...up, state: 'Active', pfxRcd: 0, pfxSnt: 0 };
const read = (summary: object, neighbor: object = {}) => toGatewayPeer('192.0.2.1', summary, neighbor);

describe('a session', () => {
  test.each<[string, object, object, object]>([
    [
      'that is up has its counts',
      up,
      {},
      { sessionState: 'established', acceptedRoutes: 3, advertisedRoutes: 2, adminDown: false },
    ],
    ['that is down has none', down, {}, { sessionState: 'active', acceptedRoutes: undefined }],
    [
      'that met another AS',
      down,
      { lastErrorCodeSubcode: '0202', lastNotificationReason: 'OPEN Message Error/Bad Peer AS' },
      { lastErrorCode: 'bad-peer-as', lastError: 'OPEN Message Error/Bad Peer AS' },
    ],
    [
      'with another key shows nothing at all',
      { ...down, state: 'Connect' },
      { authenticationEnabled: 1 },
      { sessionState: 'connect', hasAuthKey: true, lastErrorCode: undefined },
    ],
    [
      'whose hold timer ran out',
      down,
      { lastErrorCodeSubcode: '0400', lastResetDueTo: 'Hold Timer Expired' },
      { lastErrorCode: 'hold-timer' },
    ],
    [
      'that BFD took down',
      down,
      { lastErrorCodeSubcode: '060A', peerBfdInfo: { status: 'Down' } },
      { lastErrorCode: 'bfd-down', bfd: 'down' },
    ],
    [
      'whose far end closed it',
      down,
      { lastResetCode: 15, lastResetDueTo: 'Peer closed the session' },
      { lastErrorCode: 'connection-lost' },
    ],
    [
      'with too many routes',
      { ...down, state: 'Idle (PfxCt)', peerState: 'PfxCt' },
      { lastErrorCodeSubcode: '0601' },
      { sessionState: 'idle', routeLimitExceeded: true, lastErrorCode: 'route-limit' },
    ],
    [
      'that was shut',
      { ...down, state: 'Idle (Admin)', peerState: 'Admin' },
      { adminShutDown: true },
      { sessionState: 'idle', adminDown: true, lastErrorCode: undefined },
    ],
    [
      'without a way to its peer',
      down,
      { lastResetCode: 27, lastResetDueTo: 'Waiting for NHT' },
      { lastErrorCode: 'no-path-to-peer' },
    ],
    ['that was configured anew', down, { lastErrorCodeSubcode: '0606' }, { lastErrorCode: 'configuration-changed' }],
    [
      'that only waits for its peer has failed at nothing',
      down,
      { lastResetCode: 32, lastResetDueTo: 'Waiting for peer OPEN' },
      { lastErrorCode: undefined, lastError: undefined },
    ],
    ['with a state from a later release', { ...down, state: 'Clearing' }, {}, { sessionState: 'unknown' }],
  ])('%s', (_what, summary, neighbor, expected) => {
    const nothing = { acceptedRoutes: undefined, lastErrorCode: undefined, lastError: undefined };
    expect({ ...nothing, ...read(summary, neighbor) }).toMatchObject(expected);
  });

  test('without a policy is up and says which way nothing passes', () => {
    const family = (policies: object) => ({ addressFamilyInfo: { ipv4Unicast: policies } });
    const sentence = 'Inbound updates discarded due to missing policy';
    const isMissing = (policies: object) => read({ ...up, pfxRcd: 0 }, family(policies)).missingPolicy;
    expect(isMissing({ inboundEbgpRequiresPolicy: sentence })).toBe('in');
    expect(isMissing({ outboundEbgpRequiresPolicy: sentence })).toBe('out');
    expect(isMissing({ inboundEbgpRequiresPolicy: sentence, outboundEbgpRequiresPolicy: sentence })).toBe('both');
    expect(isMissing({})).toBeUndefined();
  });

  test('keeps what happened before apart from what is: a reason survives recovery, the state does not', () => {
    const recovered = read(up, {
      lastErrorCodeSubcode: '0202',
      lastResetDueTo: 'BGP Notification send',
      connectionsDropped: 4,
    });
    expect(recovered).toMatchObject({ sessionState: 'established', lastErrorCode: 'bad-peer-as', drops: 4 });
  });

  test('has texts that can be shown', () => {
    const { description } = read(up, { nbrDesc: `<b>core</b>\u202e\u0000${'x'.repeat(999)}` });
    expect(description).toHaveLength(256);
    expect(description).toMatch(/^<b>core<\/b>\ufffd\ufffdx/);
  });

  test.each<[string, string, object, object]>([
    ['an address that is none', 'evil; reboot', up, {}],
    ['no state', '192.0.2.1', { ...up, state: undefined }, {}],
    ['a count below nothing', '192.0.2.1', { ...up, pfxRcd: -1 }, {}],
    ['an AS beyond 32 bits', '192.0.2.1', { ...up, remoteAs: 2 ** 33 }, {}],
    ['nothing known of the neighbour', '192.0.2.1', up, undefined as never],
  ])('with %s is not understood', (_what, address, summary, neighbor) => {
    expect(() => toGatewayPeer(address, summary, neighbor)).toThrow();
  });
});
