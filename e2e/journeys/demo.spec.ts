import { paths } from '@/app/_lib/paths'
import { cast } from '@/db/seed/scenarios/cast'
import { demoPlaces } from '../fixtures/demo'
import { expect, test } from '../fixtures/test'
import { visit } from '../pages/settled'
import { texts } from '../texts'

test('both sides of the demo are in use within a minute of the page opening', async ({ browserFor }) => {
  const begun = Date.now()
  const { productId, bomId, lineId } = await demoPlaces()
  for (const [language, key, words] of [
    ['en', 'daniel', 'LQG15HS3N3S02D'],
    ['zh', 'wang', '三台 DVT 样机测完'],
  ] as const) {
    const t = texts[language]
    const page = await browserFor(language)
    await visit(page, paths.home())
    await expect(page.getByRole('heading', { name: t('people:demo.title') })).toBeVisible()
    const { familyNameZh, givenNameZh, givenNameEn, familyNameEn } = cast[key]
    const name = language === 'zh' ? `${familyNameZh}${givenNameZh}` : `${givenNameEn} ${familyNameEn}`
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('button', { name: t('common:nav.account') })).toBeVisible()
    await visit(page, paths.bomLine(productId, bomId, lineId))
    await expect(page.getByText(words).first()).toBeVisible()
  }
  expect(Date.now() - begun).toBeLessThan(60_000)
})
