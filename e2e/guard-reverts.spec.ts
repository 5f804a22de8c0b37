import { approve, apply, expectKeptPromises, expectStatus, plan } from './change';
import { effectsSince, lab } from './lab';
import { expect, test } from './people';
import { breakRouteAgain, MISSING, PEER, REPAIR, routeRow, TABLE, VBR, expectOnceRead } from './seed';

test('a change whose guard breaks puts itself back', async ({ engineer, approver }) => {
  await engineer.goto(REPAIR);
  const number = await plan(engineer, 'Repair, while the session is about to fall');
  await approve(approver, number);
  await expectStatus(engineer, 'Approved');

  const before = await lab.effects();
  // As soon as the route stands, the session that carries the other flows goes down.
  await lab.trouble({ hooks: [{ action: 'CreateRouteEntry', then: { kind: 'session', peer: PEER, state: 'down' } }] });
  await apply(engineer);
  await expectStatus(engineer, 'Reverted', 80_000);

  expect(await effectsSince(before, 'CreateRouteEntry')).toHaveLength(1);
  expect(await effectsSince(before, 'DeleteRouteEntry')).toHaveLength(1);
  await expectKeptPromises(engineer, number, before);
  expect(await lab.prefixesIn(TABLE)).not.toContain(MISSING);
  await engineer.goto(`/network/vbrs/${VBR}?tab=route`);
  await expect(routeRow(engineer, MISSING)).toHaveCount(0);
});

test.afterEach(async ({ engineer }) => {
  await lab.noTrouble();
  await lab.session(PEER, 'up');
  // Whoever comes next plans on flows that this session carries.
  await engineer.goto(`/network/vbrs/${VBR}?tab=bgp-peer`);
  await expectOnceRead(engineer, () =>
    expect(engineer.getByText('Established').first()).toBeVisible({ timeout: 4_000 }),
  );
  await breakRouteAgain(engineer);
});
