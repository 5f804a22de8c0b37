import { approve, apply, expectStatus, plan } from './change';
import { lab } from './lab';
import { expect, test } from './people';
import { expectOnceRead, SECOND_GROUP, SECOND_PEER, SECOND_VBR } from './seed';

test.describe.configure({ mode: 'serial' });

test('a BGP peer is added to the second circuit and its session is seen established', async ({
  engineer,
  approver,
}) => {
  await engineer.goto(`/network/vbrs/${SECOND_VBR}?tab=bgp-peer`);
  await expect(engineer.getByText('BGP peers: none here')).toBeVisible();
  await engineer.getByRole('link', { name: 'Add BGP peer' }).click();
  await expect(engineer.getByRole('combobox', { name: 'Router' })).toContainText(SECOND_VBR);
  await expect(engineer.getByRole('combobox', { name: 'BGP group' })).toContainText(SECOND_GROUP);
  // The far end of the link is offered, not asked for.
  await expect(engineer.getByLabel('Peer address')).toHaveValue(SECOND_PEER);
  const number = await plan(engineer, 'A second session, so that one line may fail', { accept: true });
  await approve(approver, number);
  await expectStatus(engineer, 'Approved');
  await apply(engineer);
  await expectStatus(engineer, 'Done', 60_000);

  await engineer.goto(`/network/vbrs/${SECOND_VBR}?tab=bgp-peer`);
  const row = engineer.getByRole('row').filter({ hasText: SECOND_PEER });
  // The session takes its time after the peer is provisioned: it is looked at again, not believed.
  await expectOnceRead(engineer, () => expect(row).toContainText('Established', { timeout: 4_000 }));
  expect(await lab.peersOf(SECOND_VBR)).toMatchObject([{ address: SECOND_PEER, sessionState: 'Established' }]);
});

test('the peer is taken away again by a change of its own', async ({ engineer, approver }) => {
  await engineer.goto(`/network/vbrs/${SECOND_VBR}?tab=bgp-peer`);
  await engineer.getByRole('link', { name: `Remove BGP peer ${SECOND_PEER}` }).click();
  const number = await plan(engineer, 'The session was for a trial', { accept: true });
  await approve(approver, number);
  await expectStatus(engineer, 'Approved');
  await apply(engineer);
  await expectStatus(engineer, 'Done', 60_000);
  expect(await lab.peersOf(SECOND_VBR)).toEqual([]);
});
