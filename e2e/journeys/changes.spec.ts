import { paths } from '@/app/_lib/paths'
import { changeBom } from '../fixtures/files'
import { makePerson, type Person } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { makeWorld, type Bom } from '../fixtures/world'
import { settled, visit } from '../pages/settled'
import { languages, texts } from '../texts'

for (const language of languages) {
  test(`a substitute from the factory becomes revision B by a change both sides agree to (${language})`, async ({
    browserFor,
  }) => {
    test.setTimeout(180_000)
    const [t, zh] = [texts[language], texts.zh]
    const { brand, factory, product, bom } = await makeWorld(changeBom, { brandLocale: language })
    const engineer = await makePerson({ locale: language, orgId: brand.orgId, role: 'engineer' })
    await release(brand, engineer, bom)

    // The factory proposes another capacitor from a phone, in Chinese.
    const phone = await browserFor(factory, 'phone')
    await visit(phone, paths.substitutions(product.productId, bom.bomId))
    await phone.getByRole('button', { name: zh('changes:substitution.propose') }).click()
    const form = phone.getByRole('dialog')
    await form.getByLabel(zh('changes:substitution.dialog.findLine')).fill('C1')
    await form.getByRole('button', { name: /C1/ }).click()
    await form.getByLabel(zh('changes:substitution.dialog.mpn')).fill('CL05B104KO5NNNC')
    await form.getByLabel(zh('changes:substitution.dialog.manufacturer'), { exact: true }).fill('Samsung')
    await form.getByLabel(zh('changes:substitution.dialog.package')).fill('0603')
    await expect(form.getByText(zh('changes:substitution.finding.packageDiffers'))).toBeVisible()
    await form.getByLabel(zh('changes:substitution.dialog.package')).fill('0402')
    await expect(form.getByText(zh('changes:substitution.finding.packageDiffers'))).toHaveCount(0)
    await form.getByLabel(zh('changes:substitution.dialog.reasonIn.zh')).fill('Murata 缺料，交期 20 周。')
    await form.getByRole('button', { name: zh('changes:substitution.dialog.save') }).click()
    await expect(phone.getByRole('article', { name: 'SUB-001' })).toBeVisible()
    await expect(form).toHaveCount(0)

    // The brand answers "always": a change is raised with its draft prepared.
    const page = await browserFor(brand)
    await visit(page, paths.substitutions(product.productId, bom.bomId))
    const request = page.getByRole('article', { name: 'SUB-001' })
    await request.getByRole('button', { name: t('changes:substitution.answer') }).click()
    const answer = page.getByRole('dialog')
    await answer.getByRole('radio', { name: t('changes:substitution.answerDialog.always') }).check()
    await answer.getByRole('button', { name: t('changes:substitution.answerDialog.save') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('ECR-001')
    await expect(page.getByRole('row').filter({ hasText: 'CL05B104KO5NNNC' })).toBeVisible()
    await page.getByRole('button', { name: t('changes:head.submit'), exact: true }).click()

    // Both sides assess: the factory has 120 pieces on its line.
    const changeId = page.url().split('/').at(-1) ?? ''
    const assess = page.getByRole('button', { name: t('changes:impact.assess', { side: t('changes:side.brand') }) })
    await assess.click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('changes:impact.save') })
      .click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await visit(phone, paths.change(product.productId, changeId))
    await phone.getByRole('button', { name: zh('changes:impact.assess', { side: zh('changes:side.partner') }) }).click()
    const impact = phone.getByRole('dialog')
    const wip = `${zh('changes:area.wip')}: ${zh('changes:impact.affected')}`
    await impact.getByRole('checkbox', { name: wip }).check()
    await impact.getByLabel(zh('changes:impact.quantity')).fill('120')
    await impact.getByRole('button', { name: zh('changes:impact.save') }).click()
    await expect(impact).toHaveCount(0)
    await page.getByRole('button', { name: t('changes:head.complete') }).click()
    await expect(page.getByText(t('changes:state.pendingApproval')).first()).toBeVisible()

    // Both approve, every capacity of either side.
    const approve = (role: 'engineer' | 'quality' | 'manager') =>
      page.getByRole('button', { name: t('changes:approval.approve', { role: t(`changes:role.${role}`) }) })
    await engineer.api.changes.approveChange.mutate({
      ...{ changeId, role: 'engineer' },
      hash: (await engineer.api.changes.getChange.query({ changeId })).hash,
    })
    await approve('quality').click()
    await expect(approve('quality')).toHaveCount(0)
    await approve('manager').click()
    await expect(approve('manager')).toHaveCount(0)
    for (const role of ['engineer', 'quality'] as const) {
      const button = phone.getByRole('button', {
        name: zh('changes:approval.approve', { role: zh(`changes:role.${role}`) }),
      })
      await button.click()
      await expect(button).toHaveCount(0)
    }
    await expect(phone.getByRole('heading', { level: 1 })).toContainText('ECO-001')

    // When it begins and what becomes of the 120; both agree.
    await page.getByRole('button', { name: t('changes:plan.set') }).click()
    const plan = page.getByRole('dialog')
    await plan.getByLabel(t('changes:plan.effectivity')).selectOption('stockExhaustion')
    await plan.getByLabel(t('changes:plan.quantity')).fill('100')
    await expect(plan.getByText(t('changes:plan.unbalanced'))).toBeVisible()
    await expect(plan.getByRole('button', { name: t('changes:plan.save') })).toBeDisabled()
    await plan.getByRole('button', { name: t('changes:plan.add') }).click()
    await expect(plan.getByText(t('changes:plan.balanced'))).toBeVisible()
    await plan.getByRole('button', { name: t('changes:plan.save') }).click()
    await expect(plan).toHaveCount(0)
    await page.getByRole('button', { name: t('changes:plan.agree', { side: t('changes:side.brand') }) }).click()
    await phone.getByRole('button', { name: zh('changes:plan.agree', { side: zh('changes:side.partner') }) }).click()
    await expect(phone.getByText(zh('changes:state.scheduled')).first()).toBeVisible()

    // The factory carries it out: revision B is in force.
    await phone.getByRole('button', { name: zh('changes:head.implement') }).click()
    await expect(phone.getByRole('heading', { level: 1 })).toContainText('ECN-001')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('ECN-001')
    const { revisions } = await factory.api.boms.getBom.query({ bomId: bom.bomId })
    expect(revisions.map(({ state }) => state)).toEqual(['released', 'superseded'])
    await settled(page)
  })
}

/** Puts the first revision in force: one submits, another releases. */
async function release(owner: Person, engineer: Person, { bomId, revisionId }: Bom): Promise<void> {
  const version = async () => {
    const { revisions } = await owner.api.boms.getBom.query({ bomId })
    return revisions.find(({ id }) => id === revisionId)?.version ?? 1
  }
  await owner.api.boms.submitRevision.mutate({ revisionId, version: await version() })
  await engineer.api.boms.releaseRevision.mutate({ revisionId, version: await version() })
}
