import { afterEach, expect, test } from 'vitest';
import { createVpcConnector } from '.';
import { failure, recordedAnswer, startSource, type Answer, type RecordedSource } from './testing/recorded-source';

let running: RecordedSource | undefined;
afterEach(() => running?.stop());

async function probing(answer: Answer) {
  running = await startSource(answer, { accessKeyId: `LTAI${Math.random()}` });
  const { grants } = await createVpcConnector(running.source, { readDeadlineMs: 400 }).probe();
  return Object.fromEntries(
    grants.map(({ action, state, code }) => [action, code === undefined ? state : `${state} ${code}`]),
  );
}

const dryRun = { status: 400, body: '{"RequestId":"r","Code":"DryRunOperation","Message":"would have passed"}' };
const isWrite = (action: string) => !action.startsWith('Describe');

test('a dry run that would have passed is a right that is granted', async () => {
  const grants = await probing((request) => (isWrite(request.action) ? dryRun : recordedAnswer(request)));
  expect(grants).toMatchObject({
    'vpc:CreateRouteEntry': 'granted DryRunOperation',
    'vpc:DescribeVpcs': 'granted',
    'vpc:CreateBgpPeer': 'unknown',
  });
});

test('every write that probing sends is a dry run toward nowhere', async () => {
  await probing(recordedAnswer);
  const writes = running?.requests.filter((each) => isWrite(each.action)) ?? [];
  expect(writes.length).toBeGreaterThan(0);
  for (const { parameters } of writes)
    expect(parameters).toMatchObject({
      DryRun: 'true',
      DestinationCidrBlock: '192.0.2.0/24',
      NextHopId: 'ri-causeway-probe',
    });
});

test('a write that was taken without being a dry run is no proof of anything', async () => {
  expect((await probing(recordedAnswer))['vpc:CreateRouteEntry']).toBe('unknown');
});

test('what is denied is named with its code, whatever else is granted', async () => {
  const grants = await probing((request) =>
    request.action === 'DescribeBgpPeers' ? failure('403.Forbidden.RAM') : recordedAnswer(request),
  );
  expect(grants).toMatchObject({ 'vpc:DescribeBgpPeers': 'denied Forbidden.RAM', 'vpc:DescribeBgpGroups': 'granted' });
});

test('keys that are not accepted are denied everything', async () => {
  const grants = await probing(() => failure('400.SignatureDoesNotMatch'));
  expect(new Set(Object.values(grants))).toEqual(new Set(['denied SignatureDoesNotMatch', 'unknown']));
});

test('a source that does not answer leaves every right unknown', async () => {
  expect(new Set(Object.values(await probing(() => 'reset')))).toEqual(new Set(['unknown']));
});
