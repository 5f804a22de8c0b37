import { approve, apply, expectKeptPromises, expectStatus, plan } from './change';
import { effectsSince, lab } from './lab';
import { expect, test, type Language } from './people';
import { breakRouteAgain, MISSING, missingRouteNote, routeRow, showAllFindings, TOWARD_DATA_CENTRE, VBR } from './seed';
import { words } from './words';

const LANGUAGES: readonly Language[] = ['en', 'zh-CN'];

for (const language of LANGUAGES) {
  const say = words[language];
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('two people repair the missing route and see it proven and on the record', async ({
      engineer,
      approver,
      admin,
    }) => {
      const before = await lab.effects();
      const broken = new Date();
      await engineer.goto('/topology');
      await showAllFindings(engineer, language);
      await missingRouteNote(engineer, language).getByRole('link', { name: say.fix }).click();
      await expect(engineer.getByText(say.gained).first()).toBeVisible();
      await expect(engineer.getByText('cloud-to-hosts').first()).toBeVisible();
      const number = await plan(engineer, `Hosts of the data centre cannot be reached (${language})`, { language });

      await expect(engineer.getByRole('button', { name: say.approve })).toHaveAttribute('aria-disabled', 'true');
      await expect(engineer.getByText(say.ownApproval).first()).toBeVisible();

      await approve(approver, number, language);
      // Nobody reloads: the approval of the other person arrives by itself.
      await expectStatus(engineer, say.approved);
      await apply(engineer, language);
      await expectStatus(engineer, say.done, 40_000);
      await expect(engineer.getByText(say.proven).first()).toBeVisible();

      await engineer.goto(`/network/vbrs/${VBR}?tab=route`);
      await expect(routeRow(engineer, MISSING, language)).toContainText(say.available);
      await engineer.goto(`/network/vbrs/${VBR}`);
      await expect(engineer.locator('h1')).toContainText(VBR);
      await expect(missingRouteNote(engineer, language)).toHaveCount(0);

      // As it was: the past is another picture, and nothing in it can be repaired.
      await engineer.goto(`/topology?view=table&find=${VBR}&at=${broken.toISOString()}`);
      await expect(engineer.getByText(say.readOnly)).toBeVisible();
      const row = engineer.getByRole('row').filter({ hasText: `${VBR} ·` });
      await expect(row).toContainText(`${MISSING} → ${say.noRoute}`);
      await engineer.getByRole('button', { name: say.backToNow }).click();
      await expect(row).toContainText(`${MISSING} → ${TOWARD_DATA_CENTRE}`);

      const [created, ...others] = await effectsSince(before);
      expect(created).toMatchObject({ action: 'CreateRouteEntry', requestId: expect.any(String) });
      expect(others).toEqual([]);
      await expectKeptPromises(engineer, number, before);
      await admin.goto(`/audit?change=${number}&view=row`);
      for (const line of say.record) await expect(admin.getByRole('main').getByText(line).first()).toBeVisible();
      await expect(admin.getByText(created!.requestId.slice(0, 13)).first()).toBeVisible();
    });

    test.afterEach(({ engineer }) => breakRouteAgain(engineer, language));
  });
}
