import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { paths } from '@/app/_lib/paths'
import { demoPerson, demoPlaces } from '../fixtures/demo'
import { makeSpecWorld } from '../fixtures/specs'
import { expect, test } from '../fixtures/test'
import { reload, visit } from '../pages/settled'
import { languages, texts } from '../texts'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

for (const language of languages) {
  const t = texts[language]

  test(`design files are put in a set, released, and the next revision begun (${language})`, async ({ browserFor }) => {
    const { brand, product } = await makeSpecWorld(language)
    const page = await browserFor(brand)
    await visit(page, paths.designs(product.productId))
    await page.getByRole('button', { name: t('designFiles:list.new') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('designFiles:name.en')).fill('Main board')
    await dialog.getByLabel(t('designFiles:name.zh')).fill('主板')
    await dialog.getByRole('button', { name: t('designFiles:name.create') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`${product.code}-DES-01`)

    const board = randomBytes(300_000)
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer })
    await page
      .getByTestId('design-file')
      .setInputFiles([file('主板 Gerber.zip', board), file('外壳.step', Buffer.from('ISO-10303-21;\n'))])
    const fabrication = page.getByRole('region', { name: t('designFiles:kind.fabrication') })
    await expect(fabrication).toContainText('主板 Gerber.zip')
    await expect(fabrication).toContainText(sha256(board).slice(0, 8))
    await expect(page.getByRole('region', { name: t('designFiles:kind.model') })).toContainText('外壳.step')

    // Taken out, it waits to be put back.
    await page.getByRole('button', { name: t('designFiles:files.remove', { name: '外壳.step' }) }).click()
    await page.getByRole('button', { name: t('designFiles:removed.restoreOne', { name: '外壳.step' }) }).click()
    await expect(page.getByRole('region', { name: t('designFiles:kind.model') })).toContainText('外壳.step')

    await page.getByRole('button', { name: t('designFiles:release.action'), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByLabel(t(`designFiles:release.notes.${language}`))
      .fill('EVT')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('designFiles:release.action'), exact: true })
      .click()
    await expect(page.getByText(t('designFiles:state.released'), { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: t('designFiles:files.add') })).toHaveCount(0)

    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: '主板 Gerber.zip', exact: true }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('主板 Gerber.zip')
    expect(sha256(await readFile(await download.path()))).toBe(sha256(board))

    await page.getByRole('button', { name: t('designFiles:revision.start') }).click()
    await expect(page.getByText(t('designFiles:state.draft'), { exact: true })).toBeVisible()
    await expect(fabrication).toContainText('主板 Gerber.zip')
  })
}

test('an upload that stops goes on where it was, in the same tab and in the next', async ({ browserFor }, info) => {
  test.setTimeout(180_000)
  const t = texts.zh
  const { brand, product } = await makeSpecWorld('zh')
  const page = await browserFor(brand)
  const { setId } = await brand.api.designFiles.createSet.mutate({
    productId: product.productId,
    name: { en: '', zh: '外壳' },
  })
  await visit(page, paths.design(product.productId, setId))
  const bytes = randomBytes(12_000_000)
  // A file of the disk: its day is part of how it is known again.
  const chosen = join(info.outputPath(), '外壳.step')
  await mkdir(dirname(chosen), { recursive: true })
  await writeFile(chosen, bytes)

  // The line is cut after the first piece.
  let pieces = 0
  await page.route('**/api/uploads/designs/*', async (route) => {
    if (route.request().method() === 'PATCH' && ++pieces > 1) await route.abort('connectionreset')
    else await route.continue()
  })
  await page.getByTestId('design-file').setInputFiles(chosen)
  const uploads = page.getByRole('list', { name: t('designFiles:upload.list') })
  // Every piece passes through this test on its way, which takes a busy machine long.
  await expect(uploads.getByRole('listitem')).toContainText(/网络中断/, { timeout: 60_000 })
  await uploads.getByRole('button', { name: t('designFiles:upload.pause', { name: '外壳.step' }) }).click()
  await expect(uploads.getByRole('listitem')).toContainText('已暂停')
  const [waiting] = (await brand.api.designFiles.getSet.query({ setId })).uploads
  expect(waiting?.received).toBeGreaterThan(0)

  // The tab is closed; the next one says what is missing, and the same file goes on from there.
  page.on('dialog', (dialog) => void dialog.accept())
  await page.unroute('**/api/uploads/designs/*')
  await reload(page)
  await expect(uploads.getByRole('listitem')).toContainText('重新选择同一文件即可续传')
  const offsets: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '')
  })
  await page.getByTestId('design-file').setInputFiles(chosen)
  await expect(page.getByRole('region', { name: t('designFiles:kind.model') })).toContainText(sha256(bytes).slice(0, 8))
  expect(Number(offsets[0])).toBe(waiting?.received)
  await expect(uploads).toHaveCount(0)
})

test('an upload goes on while other pages are open', async ({ browserFor }) => {
  const t = texts.en
  const { brand, product } = await makeSpecWorld('en')
  const page = await browserFor(brand)
  const { setId } = await brand.api.designFiles.createSet.mutate({
    productId: product.productId,
    name: { en: 'Housing', zh: '' },
  })
  await visit(page, paths.design(product.productId, setId))
  let cut = true
  await page.route('**/api/uploads/designs/*', async (route) => {
    if (route.request().method() === 'PATCH' && cut) await route.abort('connectionreset')
    else await route.continue()
  })
  const bytes = randomBytes(200_000)
  const file = { name: 'housing.step', mimeType: 'application/octet-stream', buffer: bytes }
  await page.getByTestId('design-file').setInputFiles(file)
  await expect(page.getByRole('list', { name: t('designFiles:upload.list') })).toContainText('housing.step')
  await page
    .getByRole('link', { name: t('common:nav.home') })
    .first()
    .click()
  const dock = page.getByRole('link', { name: t('common:uploads.underway', { count: 1, share: 0 }) })
  await expect(dock).toBeVisible()
  cut = false
  await expect(dock).toHaveCount(0, { timeout: 60_000 })
  await page.goBack()
  await expect(page.getByText(sha256(bytes).slice(0, 8))).toBeVisible()
})

test('a factory reads and takes what was released, and changes nothing', async ({ browserFor }) => {
  const t = texts.zh
  const { productId, designSetId } = await demoPlaces()
  const page = await browserFor(await demoPerson('wang', 'zh'), 'phone')
  await visit(page, paths.designs(productId))
  await page.getByRole('link', { name: /WL-20-DES-01/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('WL-20-DES-01')
  // What is in force comes first; the draft is there to be asked for.
  await expect(page.getByText(t('designFiles:state.released'), { exact: true })).toBeVisible()
  await expect(page.getByText('EVT 板')).toBeVisible()
  await page.getByRole('combobox', { name: t('designFiles:revision.choose') }).selectOption({ index: 0 })
  await expect(page.getByText(t('designFiles:draft.notForBuilds'))).toBeVisible()
  for (const action of ['files.add', 'name.rename', 'revision.start'] as const)
    await expect(page.getByRole('button', { name: t(`designFiles:${action}`) })).toHaveCount(0)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'wl-20-Edge_Cuts.gbr', exact: true }).click()
  expect((await downloading).suggestedFilename()).toBe('wl-20-Edge_Cuts.gbr')
  await expect(page).toHaveURL(new RegExp(designSetId))
})
