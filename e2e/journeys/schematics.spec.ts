import type { Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { schematicFiles } from '@/db/seed/scenarios/schematic'
import { releaseDesign } from '../fixtures/designs'
import { expect, test } from '../fixtures/test'
import { admitPartner, makeSides } from '../fixtures/world'
import { expectAccessible } from '../pages/accessible'
import { Questions } from '../pages/questions'
import { visit } from '../pages/settled'
import { texts } from '../texts'
import { otherLanguage } from '@/server/kernel/bilingual'

const painted = (page: Page) => expect(page.locator('[data-painted]')).toBeVisible({ timeout: 30_000 })

/** A place of an A4 sheet, in millimetres from its upper left corner, while all of it is shown. */
async function onSheet(page: Page, x: number, y: number) {
  const { width, height } = (await page.getByRole('application').boundingBox()) ?? { width: 0, height: 0 }
  const scale = Math.min((width - 56) / 297, (height - 56) / 210)
  return { x: width / 2 + (x - 297 / 2) * scale, y: height / 2 + (y - 210 / 2) * scale }
}

// The words differ and nothing else; `design-pins` goes through both languages.
for (const language of ['zh'] as const) {
  const t = texts[language]

  test(`a schematic is opened, pinned, and its sub-sheet found (${language})`, async ({ browserFor }) => {
    const { brand, factory, product } = await makeSides({
      ...{ brandLocale: language, factoryLocale: otherLanguage(language) },
    })
    await admitPartner(brand, factory, product, ['files'])
    const { productId } = product
    const setId = await releaseDesign(brand, product, null, schematicFiles)
    const { files } = await brand.api.designFiles.getSet.query({ setId })
    const [root = '', power = ''] = ['wl-20.kicad_sch', 'wl-20-power.kicad_sch'].map(
      (name) => files.find((file) => file.name === name)?.id,
    )

    const page = await browserFor(brand)
    await visit(page, paths.designView(productId, setId, root))
    await painted(page)
    const stage = page.getByRole('application')
    await page.getByRole('button', { name: t('designViewer:pin.place') }).click()
    await stage.click({ position: await onSheet(page, 90, 80) })
    const asked = 'U1 的使能脚需要加滤波电容吗？'
    await new Questions(page, language).ask(asked)
    const marker = t('designViewer:pin.marker', {
      ...{ n: 1, standing: t('designViewer:pin.standing.here'), words: asked },
    })
    await expect(page.getByRole('button', { name: marker })).toBeVisible()
    await expectAccessible(page)

    // The layers are those of a sheet, and a board's looks are not offered.
    const layers = page.getByRole('region', { name: t('designViewer:view.layers') })
    await layers.getByLabel(t('designViewer:view.part.wires')).uncheck()
    await expect(page.getByText(t('designViewer:view.look.top'), { exact: true })).toHaveCount(0)

    // By keyboard in the list, and by a press on its box in the picture.
    await page.getByRole('link', { name: /wl-20-power/ }).press('Enter')
    await expect(page).toHaveURL(new RegExp(power))
    await expect(page.getByRole('heading', { level: 1 })).toContainText('wl-20-power.kicad_sch')
    await painted(page)
    await page.goBack()
    await painted(page)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('wl-20.kicad_sch')
    await page.getByRole('button', { name: t('designViewer:view.fit') }).click()
    await stage.click({ position: await onSheet(page, 60, 130) })
    await expect(page).toHaveURL(new RegExp(power))

    // The next revision has another value: the comparison leads to its place.
    const mended = (schematicFiles['wl-20.kicad_sch'] ?? '').replace('4.7M', '2.2M')
    await releaseDesign(brand, product, setId, { 'wl-20.kicad_sch': mended })
    const { revisions } = await brand.api.designFiles.getSet.query({ setId })
    const [after = '', before = ''] = revisions.map(({ id }) => id)
    await visit(page, paths.designCompare(productId, setId, { before, after, file: 'wl-20.kicad_sch' }))
    await painted(page)
    await page.getByRole('button', { name: t('designViewer:compare.placeOn') }).click()
    await expect(page.getByText(t('designViewer:compare.placeOf', { n: 1, count: 1 }))).toBeVisible()

    // The factory finds the pin on its phone.
    const { revision } = await factory.api.designFiles.getSet.query({ setId })
    const { pins } = await factory.api.designFiles.listPins.query({ revisionId: revision.id })
    expect(pins[0]?.anchor).toMatchObject({ kind: 'board', layer: '' })
    // As KiCad counts, to within a pixel or two of what was pressed.
    const { x = 0, y = 0 } = pins[0]?.anchor.kind === 'board' ? pins[0].anchor : {}
    expect([Math.abs(x - 90_000), Math.abs(y - 80_000)].every((off) => off < 1_500)).toBe(true)
    const phone = await browserFor(factory, 'phone')
    await visit(phone, paths.designPin(productId, setId, pins[0]?.id ?? ''))
    await painted(phone)
    await expect(phone.getByText(asked).first()).toBeVisible()
  })
}
