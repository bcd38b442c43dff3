import { paths } from '@/app/_lib/paths'
import { gatewayBom } from '../fixtures/files'
import { mailedPath } from '../fixtures/mailbox'
import { freshEmail, makeOrg, makePerson } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { importBom, makeProduct, makeWorld } from '../fixtures/world'
import { Account } from '../pages/account'
import { BomGrid } from '../pages/bom-grid'
import { Questions } from '../pages/questions'
import { visit } from '../pages/settled'
import { texts, type Language } from '../texts'

const words: Record<Language, { ask: string; answer: string }> = {
  en: { ask: 'Can R4 be an 0402 part?', answer: 'No, it must survive a surge: keep 0603.' },
  zh: { ask: 'R4 可以改成 0402 吗？', answer: '不行，要过浪涌，保持 0603。' },
}

for (const [brandLanguage, factoryLanguage, size] of [
  ['en', 'zh', 'desk'],
  ['zh', 'en', 'phone'],
] as const) {
  const ours = texts[brandLanguage]
  const theirs = texts[factoryLanguage]

  test(`a factory is invited, reads the BOM and gets an answer (${brandLanguage} to ${factoryLanguage}, factory at a ${size})`, async ({
    browserFor,
  }) => {
    const brand = await makePerson({ locale: brandLanguage, orgId: await makeOrg('brand') })
    const product = await makeProduct(brand)
    const bom = await importBom(brand, product, gatewayBom)
    const email = freshEmail('engineer')

    const desk = await browserFor(brand)
    await visit(desk, paths.partners(product.productId))
    await desk
      .getByRole('button', { name: ours('products:partners.invite') })
      .first()
      .click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByText(ours('products:invite.email'), { exact: true }).click()
    await dialog.getByLabel(ours('products:invite.emailLabel')).fill(email)
    await dialog.getByLabel(ours('products:invite.localeLabel')).selectOption(factoryLanguage)
    await dialog.getByRole('button', { name: ours('products:invite.send') }).click()
    await expect(desk.getByText(ours('products:invite.doneTitle'))).toBeVisible()
    await desk.getByRole('button', { name: ours('products:invite.done') }).click()
    const link = await mailedPath(email, 'partnerInvitation')

    const factory = await browserFor(factoryLanguage, size)
    const account = new Account(factory, factoryLanguage)
    await account.signUp(email, { family: '周', given: '明' }, link)
    await factory.getByRole('link', { name: theirs('products:invitation.createOrg') }).click()
    await account.found('manufacturer', { zh: '深圳市岐铭电子有限公司', en: 'Shenzhen Qiming Electronics Co., Ltd.' })
    await expect(factory).toHaveURL(link)
    await expect(factory.getByText(product.code)).toHaveCount(0)
    await factory.getByRole('textbox', { name: theirs('products:invitation.signer') }).fill('周明')
    await factory.getByRole('button', { name: theirs('products:invitation.accept') }).click()
    await expect(factory.getByText(theirs('products:invitation.agreeNeeded'))).toBeVisible()
    await factory.getByRole('checkbox', { name: theirs('products:invitation.agree') }).check()
    await factory.getByRole('button', { name: theirs('products:invitation.accept') }).click()
    await expect(factory.getByRole('heading', { level: 1 })).toContainText(product.code)

    const theirGrid = new BomGrid(factory, factoryLanguage)
    await theirGrid.open(product, bom)
    await theirGrid.rowWith('RC0603FR-07120RL').click()
    const theirQuestions = new Questions(factory, factoryLanguage)

    const ourGrid = new BomGrid(desk, brandLanguage)
    await ourGrid.open(product, bom)
    await ourGrid.rowWith('RC0603FR-07120RL').click()
    const ourQuestions = new Questions(desk, brandLanguage)
    await expect(ourQuestions.question).toBeVisible()

    await theirQuestions.ask(words[factoryLanguage].ask)
    await expect(ourQuestions.post(words[factoryLanguage].ask)).toBeVisible()
    await ourQuestions.reply(words[brandLanguage].answer)
    await expect(theirQuestions.post(words[brandLanguage].answer)).toBeVisible()
    await theirQuestions.resolve()
    await expect(factory.getByText(theirs('threads:state.resolved')).first()).toBeVisible()
    await expect(desk.getByText(ours('threads:state.resolved')).first()).toBeVisible()
  })
}

test('ending a partner’s access ends it in the open window too', async ({ browserFor }) => {
  const { brand, factory, product, bom } = await makeWorld(gatewayBom)
  const t = texts.en
  const window = await browserFor(factory)
  const grid = new BomGrid(window, 'zh')
  await grid.open(product, bom)

  const page = await browserFor(brand)
  await visit(page, paths.partners(product.productId))
  await page.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: t('products:partners.revoke') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('products:partners.revoke') })
    .click()
  await expect(page.getByText(t('products:standing.revoked'))).toBeVisible()

  await expect(factory.api.boms.getBom.query({ bomId: bom.bomId })).rejects.toThrow('boms.notFound')
  await expect(grid.rowWith('THVD1450DR')).toHaveCount(0)
  await visit(window, paths.bom(product.productId, bom.bomId))
  await expect(window.getByRole('heading', { name: texts.zh('common:notFound.title') })).toBeVisible()
})
