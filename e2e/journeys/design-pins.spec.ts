import { writeFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { sendRest } from '../fixtures/pieces'
import type { Person } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { admitPartner, makeSides } from '../fixtures/world'
import { instance } from '../instance'
import { Questions } from '../pages/questions'
import { visit } from '../pages/settled'
import { languages, texts } from '../texts'
import { housing } from '@/server/domains/designFiles/modelling/fixtures/housing'
import { otherLanguage } from '@/server/kernel/bilingual'

/** A layer with four pads and a rectangle of lines about them, 40 by 20 mm; `pads` are their places in x. */
const layer = (pads: readonly number[]) =>
  [
    '%TF.FileFunction,Copper,L1,Top*%%FSLAX46Y46*%%MOMM*%%ADD10C,0.2*%%ADD11R,2X2*%D10*',
    'X0Y0D02*X40000000D01*Y20000000D01*X0D01*Y0D01*D11*',
    ...pads.map((x) => `X${x}000000Y10000000D03*`),
    'M02*',
  ].join('\n')

async function put(
  brand: Person,
  revisionId: string,
  text: string,
  info: TestInfo,
  name = 'top-F_Cu.gbr',
): Promise<string> {
  const path = info.outputPath(`${text.length}`, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  const { uploadId } = await brand.api.designFiles.beginUpload.mutate({
    ...{ revisionId, name, size: text.length, fingerprint: `${text.length}` },
  })
  const cookie = `mortise-session=${brand.session}`
  return (await sendRest({ url: instance.url, cookie, uploadId, path })).fileId
}

/** Opened and drawn; a file that came just now is read first. */
async function open(page: Page, path: string): Promise<void> {
  await visit(page, path)
  await expect(page.locator('[data-painted]')).toBeVisible({ timeout: 30_000 })
}

for (const language of languages) {
  const t = texts[language]

  test(`a pin on a Gerber layer survives a revision (${language})`, async ({ browserFor }, info) => {
    const there = otherLanguage(language)
    const { brand, factory, product } = await makeSides({ brandLocale: language, factoryLocale: there })
    await admitPartner(brand, factory, product, ['files'])
    const { productId } = product
    const { setId, revisionId } = await brand.api.designFiles.createSet.mutate({
      ...{ productId, name: { en: 'Board', zh: '主板' } },
    })
    const fileId = await put(brand, revisionId, layer([10, 20, 30]), info)

    const page = await browserFor(brand)
    await open(page, paths.designView(productId, setId, fileId))
    const stage = page.getByRole('application')
    await page.getByRole('button', { name: t('designViewer:pin.place') }).click()
    await stage.click({ position: { x: 200, y: 150 } })
    const asked = language === 'en' ? 'Is this pad large enough?' : '这个焊盘够大吗？'
    await new Questions(page, language).ask(asked)
    const marker = (label: string) => page.getByRole('button', { name: label })
    const shown = (standing: 'here' | 'checkAgain') =>
      t('designViewer:pin.marker', { n: 1, standing: t(`designViewer:pin.standing.${standing}`), words: asked })
    await expect(marker(shown('here'))).toBeVisible()

    // The factory finds it on its phone, by the way of the notice, and answers.
    const { pins } = await factory.api.designFiles.listPins.query({ revisionId })
    const [pin] = pins
    expect(pin?.anchor.kind).toBe('board')
    const phone = await browserFor(factory, 'phone')
    await open(phone, paths.designPin(productId, setId, pin?.id ?? ''))
    const answer = there === 'en' ? 'Yes, it is.' : '够大。'
    await new Questions(phone, there).reply(answer)
    await expect(phone.getByText(answer)).toBeVisible()

    // The next revision has another content under the same name.
    await brand.api.designFiles.releaseRevision.mutate({ revisionId, version: 2, notes: { en: '', zh: '' } })
    const next = await brand.api.designFiles.startRevision.mutate({ setId })
    const changed = await put(brand, next.revisionId, layer([10, 20, 30, 35]), info)
    await open(page, paths.designView(productId, setId, changed))
    await marker(shown('checkAgain')).click()
    await expect(page.getByText(answer)).toBeVisible()
    await page.getByRole('button', { name: t('designViewer:pin.confirm') }).click()
    await expect(marker(shown('here'))).toBeVisible()
    await expect(page.getByRole('button', { name: t('designViewer:pin.confirm') })).toHaveCount(0)
  })
}

for (const language of languages) {
  const t = texts[language]

  test(`a STEP housing is turned, and a pin is set on one of its faces (${language})`, async ({ browserFor }, info) => {
    const { brand, product } = await makeSides({ brandLocale: language, factoryLocale: otherLanguage(language) })
    const { productId } = product
    const { setId, revisionId } = await brand.api.designFiles.createSet.mutate({
      ...{ productId, name: { en: 'Housing', zh: '外壳' } },
    })
    await put(brand, revisionId, housing(), info, '外壳.step')

    // The list leads to the picture once the file is read.
    const page = await browserFor(brand)
    await visit(page, paths.design(productId, setId))
    await page.getByRole('link', { name: t('designFiles:files.look', { name: '外壳.step' }) }).click()
    await expect(page.locator('[data-painted]')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(t('designViewer:view.modelHint'))).toBeVisible()
    const stage = page.getByRole('application')
    await stage.focus()
    for (const key of ['ArrowLeft', 'ArrowUp', '+', '0']) await stage.press(key)

    await page.getByRole('button', { name: t('designViewer:pin.place') }).click()
    const middle = await stage.evaluate(({ clientWidth, clientHeight }) => ({
      x: clientWidth / 2,
      y: clientHeight / 2,
    }))
    await stage.click({ position: middle })
    const asked = language === 'en' ? 'Is this wall thick enough?' : '此处壁厚够吗？'
    await new Questions(page, language).ask(asked)
    const standing = t('designViewer:pin.standing.here')
    await expect(
      page.getByRole('button', { name: t('designViewer:pin.marker', { n: 1, standing, words: asked }) }),
    ).toBeVisible()
    const { pins } = await brand.api.designFiles.listPins.query({ revisionId })
    expect(pins[0]?.anchor).toMatchObject({ kind: 'model' })
    // In millimetres, on the housing: it is 56 by 39 by 15.
    const [x = 99, y = 99, z = 99] = pins[0]?.anchor.kind === 'model' ? pins[0].anchor.point : []
    expect([Math.abs(x) <= 28, Math.abs(y) <= 19.5, z >= 0 && z <= 15]).toEqual([true, true, true])
  })
}
