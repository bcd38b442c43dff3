import { paths } from '@/app/_lib/paths'
import { otherLanguage } from '@/server/kernel/bilingual'
import { photo } from '../fixtures/files'
import { makeSpec, makeSpecWorld } from '../fixtures/specs'
import { expect, test } from '../fixtures/test'
import { reload, visit } from '../pages/settled'
import { SpecDocument } from '../pages/spec-document'
import { texts, type Language } from '../texts'

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['en'] as const) {
  const t = texts[language]
  const other = otherLanguage(language)

  test(`a specification is begun, written by keyboard and found again (${language})`, async ({ browserFor }) => {
    const { brand, product } = await makeSpecWorld(language)
    const page = await browserFor(brand)
    const document = new SpecDocument(page, language)
    await visit(page, paths.specs(product.productId))
    await page.getByRole('button', { name: t('specs:list.new') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('specs:create.nameEn')).fill('Gateway specification')
    await dialog.getByLabel(t('specs:create.nameZh')).fill('网关规格书')
    await dialog.getByRole('radio', { name: t('specs:create.blank') }).check()
    await dialog.getByRole('button', { name: t('specs:create.create') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(`${product.code}-SPEC-01`)

    await page
      .getByRole('button', { name: t('specs:doc.add') })
      .last()
      .click()
    await document.text('title', 'en').fill('Supply voltage')
    await document.text('title', 'zh').fill('供电电压')
    await document.figure('min').fill('3.1')
    await document.figure('max').fill('3.5')
    await document.figure('unit').fill('V')
    await page.keyboard.press('Control+Enter')
    await expect(document.row('R-001')).toContainText('3.5 V')
    await expect(document.panel.getByRole('heading', { name: 'R-001' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(document.panel).toHaveCount(0)
    await expect(document.row('R-001')).toBeFocused()

    // The next one follows behind it.
    await page.keyboard.press('n')
    await document.text('title', language).fill(language === 'en' ? 'Sleep current' : '休眠电流')
    await document.figure('max').fill('12')
    await page.keyboard.press('Control+Enter')
    await expect(document.row('R-002')).toBeVisible()
    await expect(document.panel.getByRole('heading', { name: 'R-002' })).toBeFocused()
    // Without a unit or a verification it is no requirement yet.
    await expect(document.panel).toContainText(t('specs:check.code.unitMissing'))
    await page.keyboard.press('Escape')

    await document.row('R-001').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => document.codes()).toEqual(['R-002', 'R-001'])
    await page.keyboard.press('d')
    await expect(document.row('R-003')).toBeVisible()
    await expect(document.row('R-003')).toBeFocused()
    await page.keyboard.press('Delete')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('specs:bulk.remove') })
      .click()
    await expect(document.row('R-003')).toHaveCount(0)

    await page.keyboard.press('/')
    await expect(document.search).toBeFocused()
    await page.keyboard.type('电压')
    await expect.poll(() => document.codes()).toEqual(['R-001'])
    await page.keyboard.press('Escape')
    await expect.poll(() => document.total()).toBe(2)
    await page.getByRole('button', { name: t('specs:doc.wanting') }).click()
    await expect.poll(() => document.codes()).toEqual(['R-002'])
    await page.getByRole('button', { name: t('specs:doc.clear') }).click()

    // The address is the requirement; back closes it.
    await document.read('R-001')
    await expect(page).toHaveURL(/requirement=req_/)
    await reload(page)
    await expect(document.panel).toContainText('R-001')
    await page.getByRole('button', { name: t('specs:requirement.close') }).click()
    await expect(page).not.toHaveURL(/requirement=/)
    await page.goBack()
    await expect(document.panel).toContainText('R-001')
  })

  test(`the other side writes the translation and confirms it (brand ${language})`, async ({ browserFor }) => {
    const { brand, factory, product } = await makeSpecWorld(language)
    const words = { en: 'Drop height', zh: '跌落高度' }
    const spec = await makeSpec(brand, product, [
      { title: { ...words, [other]: '', source: language }, max: '1.2', unit: 'm', critical: true },
    ])
    const at = texts[other]
    const [mine, theirs] = [
      new SpecDocument(await browserFor(brand), language),
      new SpecDocument(await browserFor(factory, 'phone'), other),
    ]
    await mine.open(product, spec)
    await expect(mine.row('R-001')).toContainText(t('language:state.missing'))
    await theirs.open(product, spec)
    await expect(theirs.page.getByRole('button', { name: at('specs:doc.add') })).toHaveCount(0)
    await theirs.read('R-001')
    await theirs.panel.getByRole('button', { name: at(`specs:requirement.write.${other}`) }).tap()
    await theirs.text('title', other).fill(words[other])
    await theirs.panel.getByRole('button', { name: at('language:editor.save'), exact: true }).tap()
    await expect(theirs.panel).toContainText(at('language:state.human'))
    await expect(mine.row('R-001')).toContainText(t('language:state.human'))

    await theirs.panel
      .getByRole('button', { name: at('specs:requirement.edit'), exact: true })
      .waitFor({ state: 'detached' })
    await theirs.panel.getByRole('heading', { level: 2 }).focus()
    await theirs.panel.locator('section').first().getByRole('button').first().focus()
    await theirs.page.keyboard.press('Alt+v')
    await expect(theirs.panel).toContainText(at('language:state.verified'))
    await expect(mine.row('R-001')).toContainText(t('language:state.verified'))

    // The source changes: the translation is outdated, and both sides see what it was made for.
    await mine.edit('R-001')
    await mine.text('title', language).fill(language === 'en' ? 'Drop height, packed' : '带包装跌落高度')
    await expect(mine.panel).toContainText(t('language:state.stale'))
    await mine.save.click()
    await expect(theirs.panel).toContainText(at('language:state.stale'))
    await expect(theirs.panel).toContainText(at('language:editor.changed'))
  })

  test(`a changed figure is found, put right and verified by the other side (brand ${language})`, async ({
    browserFor,
  }) => {
    const { brand, factory, product } = await makeSpecWorld(language)
    const at = texts[other]
    const says = (height: string) => ({
      en: `The unit shall survive a drop from ${height} m.`,
      zh: `整机应能承受 ${height} m 高度的跌落。`,
      source: language,
    })
    const spec = await makeSpec(brand, product, [
      { title: { en: 'Supply', zh: '供电', source: language, [other]: '' }, max: '5', unit: 'V' },
      {
        title: { en: 'Drop', zh: '跌落', source: language },
        text: says('1.2'),
        max: '1.2',
        unit: 'm',
        critical: true,
      },
    ])
    const mine = new SpecDocument(await browserFor(brand), language)
    await mine.open(product, spec)
    await mine.edit('R-002')
    await mine.text('text', language).fill(says('1.5')[language])
    await expect(mine.panel).toContainText(t('language:state.stale'))
    await mine.save.click()
    // Read, not edited: outdated, what changed, and where the two texts do not agree.
    await expect(mine.panel).toContainText(t('language:editor.changed'))
    await expect(mine.panel.locator('ins').first()).toContainText('1.5')
    await expect(mine.panel).toContainText(t('language:editor.figures', { count: 1 }))
    await expect(mine.panel.locator('mark')).toHaveCount(2)
    await expect(mine.panel).toContainText(t('specs:check.code.stale'))

    const page = await browserFor(factory)
    await visit(page, paths.specs(product.productId))
    await page.getByRole('link', { name: at('specs:list.untranslated', { count: 2 }), exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`product=${product.productId}`))
    const waiting = page.getByRole('region', { name: at('language:queue.list') }).getByRole('listitem')
    await expect(waiting).toHaveCount(2)
    // The critical one comes before the older one.
    await expect(waiting.first()).toContainText(says('1.5')[language])
    await waiting.first().getByRole('button').click()
    await expect(page.getByRole('link', { name: at('language:queue.open') })).toHaveAttribute(
      'href',
      paths.requirement(product.productId, spec.specId, spec.requirementIds[1] ?? ''),
    )
    await page.keyboard.press('Enter')
    const field = page.getByRole('textbox', { name: new RegExp(at(`language:name.${other}`)) })
    await expect(field).toBeFocused()
    await expect(page.getByText(at('language:editor.changed'))).toBeVisible()
    await field.fill(says('1.3')[other])
    await expect(page.getByText(at('language:editor.figures', { count: 1 }))).toBeVisible()
    await field.fill(says('1.5')[other])
    await expect(page.getByText(at('language:editor.figuresAgree'))).toBeVisible()
    await page.keyboard.press('Alt+v')
    await expect(waiting).toHaveCount(1)

    await expect(mine.panel).toContainText(t('language:state.verified'))
    await expect(mine.panel.locator('mark')).toHaveCount(0)
    await expect(mine.panel).not.toContainText(t('specs:check.code.stale'))
  })

  test(`its author vouches for both languages while editing (${language})`, async ({ browserFor }) => {
    const { brand, product } = await makeSpecWorld(language)
    const title = { en: 'Hold 3.3 V', zh: '保持 3.3 V', source: language }
    const spec = await makeSpec(brand, product, [{ title, max: '3.3', unit: 'V', critical: true }])
    const document = new SpecDocument(await browserFor(brand), language)
    await document.open(product, spec)
    await document.edit('R-001')
    const typed = document.text('title', other)
    await typed.fill(title[other].replace('3.3', '3.8'))
    await typed.press('Alt+v')
    await expect(document.panel).toContainText(t('language:editor.figuresFirst'))
    await typed.fill(title[other].replace('3.3', '3.30'))
    await typed.press('Alt+v')
    await expect(document.panel.getByRole('button', { name: t('language:editor.verifiedOnSave') })).toBeVisible()
    await document.save.click()
    await expect(document.row('R-001')).toContainText(t('language:state.verified'))
  })
}

/** What is the same whatever one reads is shown in one language. */
const language: Language = 'zh'
const other = otherLanguage(language)
const t = texts[language]

test('of two who edit one requirement neither loses text', async ({ browserFor }) => {
  const { brand, colleague, product } = await makeSpecWorld(language)
  const title = { en: 'Supply voltage', zh: '供电电压', source: language }
  const named = {
    first: { en: 'Supply voltage at the connector', zh: '连接器处供电电压' },
    second: { en: 'Supply voltage at the cell', zh: '电芯处供电电压' },
  }
  const spec = await makeSpec(brand, product, [{ title, min: '3.1', max: '3.5', unit: 'V' }])
  const [first, second] = [
    new SpecDocument(await browserFor(brand), language),
    new SpecDocument(await browserFor(colleague), language),
  ]
  await first.open(product, spec)
  await second.open(product, spec)
  await first.edit('R-001')
  await second.edit('R-001')
  await second.figure('max').fill('3.45')
  await second.text('title', language).fill(named.second[language])
  await second.text('condition', language).fill('满载时')
  await first.figure('max').fill('3.6')
  await first.figure('typ').fill('3.3')
  await first.text('title', language).fill(named.first[language])
  await first.save.click()
  await expect(first.row('R-001')).toContainText('3.6 V')

  // Without a reload: both versions, and what only the other one changed is taken over.
  const conflict = second.conflict('values.max')
  await expect(conflict).toContainText('3.6')
  await expect(conflict).toContainText('3.45')
  await expect(conflict).toContainText(t('specs:editor.before', { text: '3.5' }))
  const words = second.conflict(`title.${language}`)
  await expect(words).toContainText(named.first[language])
  await expect(words).toContainText(named.second[language])
  await expect(words).toContainText(t('specs:editor.before', { text: title[language] }))
  await expect(second.figure('typ')).toHaveValue('3.3')
  await expect(second.text('condition', language)).toHaveValue('满载时')
  await expect(second.save).toBeDisabled()

  // Nothing is lost over a reload either.
  second.page.on('dialog', (dialog) => void dialog.accept())
  await reload(second.page)
  await expect(conflict).toContainText('3.45')
  await expect(words).toContainText(named.first[language])
  await words.getByRole('radio', { name: t('specs:editor.mine') }).check()
  await expect(second.text('title', language)).toHaveValue(named.second[language])
  // One answer is not the other: the figure is still open.
  await expect(second.save).toBeDisabled()
  await conflict.getByRole('radio', { name: t('specs:editor.theirs') }).check()
  await expect(second.figure('max')).toHaveValue('3.6')
  await conflict.getByRole('radio', { name: t('specs:editor.mine') }).check()
  await second.save.click()
  await expect(second.row('R-001')).toContainText('3.45 V')
  // The first one sees it without doing anything.
  await expect(first.row('R-001')).toContainText('3.45 V')
  await expect(first.row('R-001')).toContainText(named.second[language])
  await expect(first.panel).toContainText('满载时')
})

test('files are attached to a requirement, seen by the factory and taken away again', async ({ browserFor }) => {
  const { brand, factory, product } = await makeSpecWorld(language)
  const at = texts[other]
  const title = { en: 'Seal groove', zh: '密封槽', source: language }
  const spec = await makeSpec(brand, product, [{ title, max: '0.8', unit: 'mm' }])
  const [mine, theirs] = [
    new SpecDocument(await browserFor(brand), language),
    new SpecDocument(await browserFor(factory, 'phone'), other),
  ]
  await theirs.open(product, spec)
  await theirs.read('R-001')
  await mine.open(product, spec)
  await mine.edit('R-001')
  await mine.panel.getByTestId('attachment-file').setInputFiles([photo('groove.png'), photo('section-b.png')])
  for (const name of ['groove.png', 'section-b.png'])
    await expect(mine.panel.getByRole('button', { name: t('attachments:remove', { name }) })).toBeVisible()
  // What was sent is still there after a reload.
  await expect(mine.save).toBeEnabled()
  mine.page.once('dialog', (dialog) => void dialog.accept())
  await reload(mine.page)
  await expect(mine.panel.getByRole('button', { name: t('attachments:remove', { name: 'groove.png' }) })).toBeVisible()
  await mine.save.click()
  await expect(mine.panel.getByRole('link', { name: /section-b\.png/ })).toBeVisible()

  const link = theirs.panel.getByRole('link', { name: /groove\.png/ })
  await expect(link).toBeVisible()
  await expect(theirs.panel).toContainText(at('specs:requirement.attachments'))
  const file = await theirs.page.request.get((await link.getAttribute('href')) ?? '')
  expect(file.headers()).toMatchObject({ 'content-type': 'image/png' })

  await mine.panel.getByRole('button', { name: t('specs:requirement.edit'), exact: true }).click()
  await mine.panel.getByRole('button', { name: t('attachments:remove', { name: 'groove.png' }) }).click()
  await mine.save.click()
  await expect(link).toHaveCount(0)
  await expect(theirs.panel.getByRole('link', { name: /section-b\.png/ })).toBeVisible()
})

test('requirements are dragged to their place, by mouse and by finger', async ({ browserFor }) => {
  const { brand, colleague, factory, product } = await makeSpecWorld(language)
  const named = (en: string, section: 'power' | 'radio') => ({
    section,
    title: { en, zh: `${en} 项`, source: language },
    max: '1',
    unit: 'V',
  })
  const spec = await makeSpec(brand, product, [
    named('Supply', 'power'),
    named('Sleep', 'power'),
    named('Peak', 'power'),
    named('Gain', 'radio'),
  ])
  const mine = new SpecDocument(await browserFor(brand), language)
  await mine.open(product, spec)
  await expect.poll(() => mine.codes()).toEqual(['R-004', 'R-001', 'R-002', 'R-003'])
  await mine.hold('R-003', mine.row('R-001'), 'above')
  await mine.letGo()
  await expect.poll(() => mine.codes()).toEqual(['R-004', 'R-003', 'R-001', 'R-002'])
  await expect(mine.row('R-003')).toBeFocused()
  const place = { code: 'R-003', at: 1, total: 3, section: t('specs:section.power'), count: 1 }
  await expect(mine.page.getByText(t('specs:doc.moved', place))).toBeAttached()
  // Escape lets go where it was, and closes nothing.
  await mine.hold('R-002', mine.row('R-003'), 'above')
  await mine.page.keyboard.press('Escape')
  await mine.letGo()
  expect(await mine.codes()).toEqual(['R-004', 'R-003', 'R-001', 'R-002'])
  // Several at once, into another section.
  await mine.row('R-003').getByRole('checkbox').check()
  await mine.row('R-002').getByRole('checkbox').check()
  await mine.hold('R-002', mine.row('R-004'), 'below')
  await mine.letGo()
  await expect.poll(() => mine.codes()).toEqual(['R-004', 'R-003', 'R-002', 'R-001'])
  const sections = async () => {
    const { requirements } = await brand.api.specs.listRequirements.query({ revisionId: spec.revisionId })
    return requirements.filter(({ section }) => section === 'radio').map(({ code }) => code)
  }
  await expect.poll(sections).toEqual(['R-004', 'R-003', 'R-002'])

  // By a finger the list does not scroll; the other one sees it without doing anything.
  const phone = new SpecDocument(await browserFor(colleague, 'phone'), language)
  await phone.open(product, spec)
  await phone.dragByFinger('R-002', phone.row('R-004'))
  await expect.poll(() => phone.codes()).toEqual(['R-002', 'R-004', 'R-003', 'R-001'])
  await expect.poll(() => mine.codes()).toEqual(['R-002', 'R-004', 'R-003', 'R-001'])

  const theirs = new SpecDocument(await browserFor(factory), other)
  await theirs.open(product, spec)
  await expect(theirs.row('R-001')).toBeVisible()
  await expect(theirs.list.locator('[data-grip]')).toHaveCount(0)
})

test('what was removed is taken back as it was', async ({ browserFor }) => {
  const { brand, colleague, product } = await makeSpecWorld(language)
  const spec = await makeSpec(
    brand,
    product,
    ['Supply', 'Sleep', 'Peak'].map((en) => ({
      title: { en, zh: `${en} 项`, source: language },
      max: '1',
      unit: 'V',
    })),
  )
  const [, second = ''] = spec.requirementIds
  const page = await browserFor(brand)
  const document = new SpecDocument(page, language)
  const remove = async () => {
    await document.row('R-002').focus()
    await page.keyboard.press('Delete')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('specs:bulk.remove') })
      .click()
    await expect(document.row('R-002')).toHaveCount(0)
  }
  await document.open(product, spec)
  await remove()
  await page.getByRole('button', { name: t('specs:bulk.undo') }).click()
  await expect.poll(() => document.codes()).toEqual(['R-001', 'R-002', 'R-003'])
  await expect(document.row('R-002')).toBeFocused()

  await remove()
  await expect(document.row('R-003')).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => document.codes()).toEqual(['R-001', 'R-002', 'R-003'])

  // A colleague puts it back first, and edits it: the way back says so and undoes nothing of theirs.
  await remove()
  const only = { revisionId: spec.revisionId, requirementIds: [second] }
  await colleague.api.specs.restoreRequirements.mutate(only)
  await colleague.api.specs.bulkEdit.mutate({ ...only, change: { critical: true } })
  await page.getByRole('button', { name: t('specs:bulk.undo') }).click()
  await expect(page.getByText(t('errors:specs.removedNotFound'))).toBeVisible()
  await expect(document.row('R-002')).toContainText(t('specs:doc.criticalMark'))

  // Days later, from the list of what was removed.
  await remove()
  await reload(page)
  await page.getByRole('button', { name: t('specs:doc.menu') }).click()
  await page.getByRole('menuitem', { name: t('specs:removed.title') }).click()
  await page.getByRole('button', { name: t('specs:removed.restoreOne', { code: 'R-002' }) }).click()
  await expect(page.getByRole('dialog')).toContainText(t('specs:removed.none'))
  await page.keyboard.press('Escape')
  await expect.poll(() => document.codes()).toEqual(['R-001', 'R-002', 'R-003'])
  const { requirements } = await brand.api.specs.listRequirements.query({ revisionId: spec.revisionId })
  expect(requirements.map(({ id }) => id)).toEqual(spec.requirementIds)
})

test('several requirements are changed together', async ({ browserFor }) => {
  const { brand, product } = await makeSpecWorld('en')
  const title = (en: string) => ({ en, zh: '', source: 'en' as const })
  const spec = await makeSpec(
    brand,
    product,
    ['Supply', 'Sleep', 'Peak', 'Ripple'].map((each) => ({ title: title(each), max: '1', unit: 'V' })),
  )
  const t = texts.en
  const page = await browserFor(brand)
  const document = new SpecDocument(page, 'en')
  await document.open(product, spec)
  await document.row('R-001').getByRole('checkbox').check()
  await document.row('R-003').click({ modifiers: ['Shift'] })
  const bar = page.getByRole('toolbar', { name: t('specs:bulk.label') })
  await expect(bar).toContainText(t('specs:bulk.count', { count: 3 }))
  await bar.getByRole('button', { name: t('specs:bulk.section') }).click()
  await page.getByRole('menuitem', { name: t('specs:section.electrical') }).click()
  await expect.poll(() => document.headings()).toBe(2)
  await document.row('R-002').focus()
  await page.keyboard.press('Control+a')
  await expect(bar).toContainText(t('specs:bulk.count', { count: 4 }))
  await bar.getByRole('button', { name: t('specs:bulk.critical') }).click()
  await page.getByRole('menuitem', { name: t('specs:bulk.markCritical') }).click()
  await expect(document.row(t('specs:doc.criticalMark'))).toHaveCount(4)
  await bar.getByRole('button', { name: t('specs:bulk.remove') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('specs:bulk.remove') })
    .click()
  await expect(page.getByText(t('specs:doc.emptyTitle'))).toBeVisible()
})

test('two thousand requirements scroll, filter and open without leaving blanks', async ({ browserFor }) => {
  test.setTimeout(180_000)
  const { brand, product } = await makeSpecWorld('en')
  const spec = await makeSpec(
    brand,
    product,
    Array.from({ length: 2_000 }, (_, index) => ({
      section: index % 2 === 0 ? ('power' as const) : ('radio' as const),
      title: { en: `Limit number ${index + 1}`, zh: `第 ${index + 1} 项限值`, source: 'en' as const },
      max: String(index),
      unit: 'mV',
    })),
  )
  const page = await browserFor(brand)
  const document = new SpecDocument(page, 'en')
  await document.open(product, spec)
  expect(await document.total()).toBe(2_000)
  await document.list.hover()
  for (const distance of [900, 8_000, 40_000, -20_000]) {
    await page.mouse.wheel(0, distance)
    await expect
      .poll(() =>
        document.list.locator('[data-id]').evaluateAll((rows) => rows.filter((row) => row.textContent === '').length),
      )
      .toBe(0)
    await expect(document.row(/Limit number/).first()).toBeVisible()
  }
  await document.search.fill('第 2000 项')
  await expect.poll(() => document.codes()).toEqual(['R-2000'])
  await page.keyboard.press('Escape')
  await page
    .getByRole('navigation', { name: texts.en('specs:doc.sections') })
    .getByRole('button')
    .first()
    .click()
  await document.row('R-002').click()
  await expect(document.panel).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(document.panel).toHaveCount(0)
  await document.row('R-002').focus()
  await page.keyboard.press('End')
  await expect(document.row('R-1999')).toBeFocused()
})
