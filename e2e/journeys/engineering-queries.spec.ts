import { paths } from '@/app/_lib/paths'
import { disguised, gatewayBom, photo } from '../fixtures/files'
import { expect, test } from '../fixtures/test'
import { makeWorld } from '../fixtures/world'
import { BomGrid } from '../pages/bom-grid'
import { expectAccessible } from '../pages/accessible'
import { EngineeringQueries } from '../pages/engineering-queries'
import { reload, visit } from '../pages/settled'
import { texts } from '../texts'

test('a factory asks with a photo and a proposal, the brand decides, and the answer is offered the next time', async ({
  browserFor,
}) => {
  test.setTimeout(180_000)
  const [zh, en] = [texts.zh, texts.en]
  const { brand, factory, product, bom } = await makeWorld(gatewayBom)

  // From the line, at a phone, in Chinese.
  const phone = await browserFor(factory, 'phone')
  await phone.setViewportSize({ width: 375, height: 812 })
  const grid = new BomGrid(phone, 'zh')
  await grid.open(product, bom)
  await grid.rowWith('ESP32-S3-WROOM-1-N8').click()
  const asking = new EngineeringQueries(phone, 'zh')
  await asking.start()
  await asking.attach(disguised)
  await expect(asking.form.getByText(zh('errors:attachments.kindRefused'))).toBeVisible()
  await asking.form.getByRole('button', { name: zh('attachments:remove', { name: disguised.name }) }).click()
  await asking.attach(photo('模组缺货.png'))
  await expect(asking.form.getByText('模组缺货.png')).toBeVisible()
  const query = {
    title: 'U1 无线模组缺货，可否用 N16 代替 N8',
    proposal: '原厂 N8 交期 16 周，建议改用 ESP32-S3-WROOM-1-N16，封装和引脚相同。',
    disposition: 'substitutePart',
  } as const
  await asking.fill(query)
  await expectAccessible(phone)

  // What is typed outlives the form and the page.
  await phone.keyboard.press('Escape')
  await expect(asking.form).toHaveCount(0)
  await expect(grid.panel).toBeVisible()
  await reload(phone)
  await asking.start()
  await expect(asking.proposal).toHaveValue(query.proposal)
  await expect(asking.form.getByText('模组缺货.png')).toBeVisible()
  await asking.send()
  await expect(phone.getByText('EQ-001').first()).toBeVisible()
  await expect(phone.getByText(zh('threads:eq.act.raise'), { exact: true })).toBeVisible()
  await expectAccessible(phone)

  // At a desk, in English: what waits for us, whose turn, until when, the evidence.
  const desk = await browserFor(brand)
  await visit(desk, paths.eqs(product.productId))
  await desk.getByRole('button', { name: /EQ-001/ }).click()
  await expect(desk.getByText(en('threads:eq.turn.own')).first()).toBeVisible()
  await expect(desk.getByText(en('threads:eq.due'), { exact: true })).toBeVisible()
  const evidence = desk.getByRole('link', { name: /模组缺货\.png/ })
  await expect(evidence).toBeVisible()
  const shown = await desk.request.get((await evidence.getAttribute('href')) ?? '')
  expect(shown.headers()).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
  expect(shown.headers()['content-security-policy']).toContain('sandbox')
  await expectAccessible(desk)
  const deciding = new EngineeringQueries(desk, 'en')
  await deciding.decide('deviation', 'N16 is fine for this lot. The BOM stays at N8.')
  await expect(deciding.decision.getByText(en('threads:eq.follows.deviation'))).toBeVisible()
  await expectAccessible(desk)

  // Both sides see it at once, and the factory cannot decide what it asked.
  await expect(phone.getByText('N16 is fine for this lot. The BOM stays at N8.').first()).toBeVisible()
  await expect(phone.getByText(zh('threads:eq.follows.deviation'))).toBeVisible()
  await expect(phone.getByRole('button', { name: zh('threads:eq.decide.action'), exact: true })).toHaveCount(0)

  // The next similar one is met by this answer.
  await asking.start()
  await asking.form.getByLabel(zh('threads:eq.form.titleLabel')).fill('无线模组 N8 又缺货，用 N16 代替可以吗')
  await expect(asking.form.getByText(zh('threads:eq.suggest.summary', { count: 1 }))).toBeVisible()
  await expectAccessible(phone)
  await asking.form.getByRole('button', { name: zh('threads:eq.suggest.use') }).click()
  await expect(asking.form.getByRole('textbox').filter({ hasText: 'EQ-001: N16 is fine for this lot.' })).toBeVisible()
})
