import { paths } from '@/app/_lib/paths'
import { photo } from '../fixtures/files'
import { makePerson } from '../fixtures/people'
import { makeSpecWorld } from '../fixtures/specs'
import { expect, test } from '../fixtures/test'
import { settled, visit } from '../pages/settled'
import { texts } from '../texts'

test('a gate is set up, evidenced from a phone, waived, signed by both sides and left behind', async ({
  browserFor,
}) => {
  test.setTimeout(120_000)
  const [t, zh] = [texts.en, texts.zh]
  const { brand, factory, product } = await makeSpecWorld('en')
  const quality = await makePerson({ locale: 'en', orgId: brand.orgId, role: 'quality' })
  const page = await browserFor(brand)
  await visit(page, paths.gates(product.productId))
  await page.getByRole('button', { name: t('gates:empty.plan') }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'EVT-11' })).toBeVisible()

  // Only what this journey is about stays: one criterion of the factory, one of the brand.
  const { gates } = await brand.api.gates.listGates.query({ productId: product.productId })
  const gateId = gates[0]?.id ?? ''
  const { items } = await brand.api.gates.getGate.query({ gateId })
  for (const { id, code, version } of items)
    if (!['EVT-11', 'EVT-13'].includes(code)) await brand.api.gates.removeItem.mutate({ itemId: id, version })
  await visit(page, paths.gates(product.productId))
  const row = (code: string) => page.getByRole('listitem').filter({ hasText: code }).last()
  await expect(row('EVT-07')).toHaveCount(0)

  // The factory brings its report with a photo, from a phone, in Chinese; it sees nothing of the brand's own criterion.
  const phone = await browserFor(factory, 'phone')
  await visit(phone, paths.gates(product.productId))
  const theirs = phone.getByRole('listitem').filter({ hasText: 'EVT-11' }).last()
  await expect(phone.getByText('EVT-13')).toHaveCount(0)
  await theirs.getByRole('button', { name: zh('gates:item.give') }).click()
  const form = phone.getByRole('dialog')
  await form.getByLabel(zh('gates:evidenceDialog.reached')).fill('93 %')
  await form.getByLabel(zh('gates:evidenceDialog.wordsIn.zh')).fill('DFM 问题 28 条关闭 26 条，无严重项。')
  await form.getByTestId('attachment-file').setInputFiles(photo('dfm.png'))
  await expect(form.getByText('dfm.png')).toBeVisible()
  await form.getByRole('button', { name: zh('gates:evidenceDialog.save') }).click()
  await expect(theirs).toContainText(zh('gates:standing.met'))

  // It appears at the brand without asking, and the rest is waived for ten days.
  await expect(row('EVT-11')).toContainText('93 %')
  await expect(row('EVT-11')).toContainText('dfm.png')
  await row('EVT-13')
    .getByRole('button', { name: t('gates:item.waive') })
    .click()
  const waive = page.getByRole('dialog')
  await waive.getByLabel(t('gates:waiveDialog.reason')).fill('Two failures are still being analysed.')
  const lastDay = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  await waive.getByLabel(t('gates:waiveDialog.until')).fill(lastDay)
  await waive.getByRole('button', { name: t('gates:waiveDialog.save') }).click()
  await expect(row('EVT-13')).toContainText(t('gates:standing.waived'))
  // Its end stands there on both shores.
  await expect(row('EVT-13').locator('time')).toContainText(t('calendars:zone.china'))

  await page.getByRole('button', { name: t('gates:gate.submit') }).click()
  const submit = page.getByRole('dialog')
  await expect(submit.getByLabel(t('gates:submitDialog.partner'))).toHaveValue(factory.orgId)
  await submit.getByRole('button', { name: t('gates:submitDialog.save') }).click()
  await expect(page.getByText(t('gates:review.title', { round: 1 }))).toBeVisible()
  await page.getByRole('button', { name: t('gates:review.sign', { role: t('common:role.engineer') }) }).click()
  await expect(page.getByText(t('gates:review.waiting'))).toHaveCount(2)
  await phone.getByRole('button', { name: zh('gates:review.sign', { role: zh('common:role.engineer') }) }).click()
  await expect(phone.getByText(zh('gates:review.waiting'))).toHaveCount(1)
  // The last place is the purchaser's, which an only somebody in that role, or an owner, may fill.
  const owner = await makePerson({ locale: 'en', orgId: brand.orgId, role: 'purchaser' })
  const { review } = await owner.api.gates.getGate.query({ gateId })
  await expect(
    quality.api.gates.signGate.mutate({ gateId, role: 'purchaser', hash: review?.hash ?? '' }),
  ).rejects.toThrow()
  await owner.api.gates.signGate.mutate({ gateId, role: 'purchaser', hash: review?.hash ?? '' })
  await expect(page.getByText(t('gates:state.conditional')).first()).toBeVisible()

  // EVT lets the product through; the entry of DVT does not, so somebody takes the risk by name.
  await visit(page, paths.product(product.productId))
  await page.getByRole('button', { name: t('products:overview.changePhase') }).click()
  const move = page.getByRole('dialog')
  await expect(move.getByText(t('products:phaseDialog.inTheWay'))).toBeVisible()
  await expect(move.getByText(t('products:phaseDialog.notPassed', { gate: 'EVT' }))).toHaveCount(0)
  const confirm = move.getByRole('button', {
    name: t('products:phaseDialog.confirmRisk', { phase: t('products:phase.dvt') }),
  })
  await move.getByRole('checkbox').check()
  await expect(confirm).toBeDisabled()
  await move.getByLabel(t('products:phaseDialog.reason')).fill('The tools have to be ordered this week.')
  await confirm.click()
  await visit(page, paths.gates(product.productId))
  await settled(page)
  await expect(page.getByText('The tools have to be ordered this week.')).toBeVisible()
  // The factory reads that there is a risk, and not why.
  await visit(phone, paths.gates(product.productId))
  await expect(phone.getByText(zh('gates:gate.riskPlain'))).toBeVisible()
  await expect(phone.getByText('The tools have to be ordered this week.')).toHaveCount(0)
})
