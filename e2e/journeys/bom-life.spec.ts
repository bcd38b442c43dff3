import { paths } from '@/app/_lib/paths'
import { releaseBom, releaseLines } from '../fixtures/files'
import { makePerson, type Person } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { admitPartner, makeSides, type Bom } from '../fixtures/world'
import { BomGrid } from '../pages/bom-grid'
import { BomImport } from '../pages/bom-import'
import { BomRevision } from '../pages/bom-revision'
import { settled, visit } from '../pages/settled'
import { languages, texts } from '../texts'

const drawn = { en: 'Made by the moulder to drawing 20-3310.', zh: '由注塑厂按图纸 20-3310 生产。' }

for (const language of languages) {
  test(`a BOM from its first file to revision B, which goes out and comes back the same (${language})`, async ({
    browserFor,
  }) => {
    test.setTimeout(240_000)
    const [t, zh] = [texts[language], texts.zh]
    const { brand, factory, product } = await makeSides({ brandLocale: language })
    const colleague = await makePerson({ locale: language, orgId: brand.orgId, role: 'engineer' })
    const page = await browserFor(brand)
    const wizard = new BomImport(page, language)
    const grid = new BomGrid(page, language)
    const revision = new BomRevision(page, language)

    // The first file becomes a draft.
    await visit(page, paths.newImport(product.productId))
    await wizard.choose(releaseBom)
    await wizard.accept(releaseLines).click()
    await expect(page).toHaveURL(/\/boms\/bom_/)
    const bom = await stored(brand, /bom_\w+/.exec(page.url())?.[0] ?? '')
    await admitPartner(brand, factory, product)
    await expect(revision.notice).toContainText(t('bomRevisions:state.draft'))

    // What blocks its release leads to its line; what is made to a drawing is answered for.
    await revision.openRelease()
    await expect(revision.panel).toContainText(t('bomRevisions:release.blocking', { count: 2 }))
    await expect(
      revision.panel.getByRole('button', { name: t('bomRevisions:release.submit'), exact: true }),
    ).toBeDisabled()
    await revision.panel.getByRole('button', { name: t('bomRevisions:release.goLine', { line: 'U2' }) }).click()
    await revision.edit('mpn', 'THVD1450DR')
    await expect(grid.rowWith('THVD1450DR')).toBeVisible()
    await page.getByRole('button', { name: t('boms:line.close') }).click()
    await expect(revision.panel).toContainText(t('bomRevisions:release.blocking', { count: 1 }))
    await revision.waive(drawn[language])
    await expect(revision.panel).toContainText(t('bomRevisions:release.ready'))
    await revision.take('submit')
    await expect(revision.notice).toContainText(t('bomRevisions:state.inReview'))
    await expect(revision.panel).toContainText(t('bomRevisions:release.waitsFor', { people: colleague.name }))

    // Somebody else releases it, and the page of who submitted it follows.
    const other = await browserFor(colleague)
    const seen = new BomRevision(other, language)
    await new BomGrid(other, language).open(product, bom)
    await seen.openRelease()
    await seen.take('releaseFirst')
    await expect(seen.notice).toContainText(t('bomRevisions:state.released'))
    await expect(revision.notice).toContainText(t('bomRevisions:state.released'))

    // The factory proposes another capacitor from a phone, in Chinese.
    const phone = await browserFor(factory, 'phone')
    await new BomGrid(phone, 'zh').open(product, bom)
    await expect(new BomRevision(phone, 'zh').notice).toContainText(zh('bomRevisions:state.released'))
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
    await colleague.api.changes.approveChange.mutate({
      ...{ changeId, role: 'engineer' },
      hash: (await colleague.api.changes.getChange.query({ changeId })).hash,
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
    const after = await factory.api.boms.getBom.query({ bomId: bom.bomId })
    expect(after.revisions.map(({ letter, state }) => [letter, state])).toEqual([
      ['B', 'released'],
      ['A', 'superseded'],
    ])
    await settled(page)

    // A against B says what was substituted, and nothing else.
    await visit(page, paths.bomCompare(product.productId, bom.bomId))
    const list = page.getByRole('list', { name: t('bomRevisions:compare.list') })
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await expect(list.getByRole('listitem')).toContainText('GRM155R71C104KA88D')
    await expect(list.getByRole('insertion')).toContainText('CL05B104KO5NNNC')

    // B goes out as a workbook; coming in again it is the same, and makes no revision.
    await grid.open(product, bom)
    const file = await grid.exportAs('xlsx')
    await page.getByRole('link', { name: t('boms:newRevision') }).click()
    await wizard.choose(file)
    await expect(page.getByText(t('boms:import.changes.none', { number: 'B' }))).toBeVisible()
    await expect(wizard.accept(releaseLines)).toBeDisabled()
    await expect(page.getByText(t('boms:import.blocked.unchanged'))).toBeVisible()
    const importId = /imp_\w+/.exec(page.url())?.[0] ?? ''
    await expect(brand.api.boms.commitImport.mutate({ importId, version: 1 })).rejects.toThrow('boms.importUnchanged')
    const { revisions } = await brand.api.boms.getBom.query({ bomId: bom.bomId })
    expect(revisions).toHaveLength(2)
  })
}

async function stored({ api }: Person, bomId: string): Promise<Bom> {
  const { currentRevisionId } = await api.boms.getBom.query({ bomId })
  return { bomId, revisionId: currentRevisionId ?? '' }
}
