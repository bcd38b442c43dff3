import { sheetFields, type SheetField } from '@/server/domains/specs/exchange/sheet-fields'
import { readPdf, unspaced } from '@/server/platform/pdf/fixtures/read-pdf'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import { xlsxFile, xlsxType, type XlsxCell } from '@/server/platform/workbooks/write-xlsx'
import type { Upload } from '../fixtures/files'
import type { Person } from '../fixtures/people'
import { makeSpec, makeSpecWorld, type Spec } from '../fixtures/specs'
import { expect, test } from '../fixtures/test'
import { SpecDocument } from '../pages/spec-document'
import { expectAccessible } from '../pages/accessible'
import { SpecExchange } from '../pages/spec-exchange'
import { languages, texts, type Language } from '../texts'

const title = (en: string, zh: string, source: Language) => ({ en, zh, source })
const at = (field: SheetField): number => sheetFields.indexOf(field)

/** An export after somebody worked on it in WPS: typed numbers are numbers, what was left alone is as it came. */
async function editedSheet(bytes: Buffer): Promise<Upload> {
  const { sheets } = await readWorkbook(bytes)
  const rows = (sheets[0]?.rows ?? []).map(({ cells }): XlsxCell[] =>
    sheetFields.map((_, column) => cells[column] ?? ''),
  )
  const rowOf = (code: string) => rows.find((cells) => cells[at('code')] === code) ?? []
  const supply = rowOf('R-001')
  supply[at('title.zh')] = '主板供电电压'
  supply[at('values.max')] = { number: '3.6' }
  const added = sheetFields.map((): XlsxCell => '')
  added[at('title.en')] = 'Storage temperature'
  added[at('title.zh')] = '储存温度'
  added[at('values.max')] = { number: '60' }
  added[at('values.unit')] = '°C'
  added[at('section')] = '环境'
  added[at('verification')] = '不知道'
  const kept = rows.filter((cells) => cells[at('code')] !== 'R-003')
  return {
    name: '规格书-已改.xlsx',
    mimeType: xlsxType,
    buffer: xlsxFile([{ name: 'Requirements', rows: [...kept, added] }]),
  }
}

/** Changes one requirement from elsewhere. */
async function change(who: Person, { revisionId }: Spec, code: string, values: { typ?: string; en?: string }) {
  const { requirements } = await who.api.specs.listRequirements.query({ revisionId })
  const found = requirements.find((each) => each.code === code)
  if (!found) throw new Error(`no ${code}`)
  const { id, version, ...content } = found
  await who.api.specs.editRequirement.mutate({
    revisionId,
    requirementId: id,
    version,
    content: {
      ...content,
      title: { ...content.title, ...(values.en !== undefined && { en: values.en }) },
      values: { ...content.values, ...(values.typ !== undefined && { typ: values.typ }) },
      links: [...content.links],
      attachmentIds: [...content.attachmentIds],
    },
  })
}

for (const language of languages) {
  const t = texts[language]

  test(`an exported specification comes back from WPS and is accepted item by item (${language})`, async ({
    browserFor,
  }) => {
    const { brand, colleague, factory, product } = await makeSpecWorld(language)
    const spec = await makeSpec(brand, product, [
      { title: title('Supply voltage', '供电电压', language), min: '3.10', max: '3.50', unit: 'V' },
      { title: title('Sleep current', '休眠电流', language), max: '12.0', unit: 'µA' },
      { title: title('Drop height', '跌落高度', language), max: '1.2', unit: 'm' },
    ])
    const page = await browserFor(brand)
    const document = new SpecDocument(page, language)
    const exchange = new SpecExchange(page, language)
    await document.open(product, spec)
    const file = await editedSheet(await exchange.download('xlsx'))

    await exchange.open('import')
    await exchange.choose(file)
    const changed = exchange.items('changed')
    await expect(changed).toHaveCount(1)
    await expect(changed).toContainText('R-001')
    await expect(exchange.field(changed, 'title.zh')).toBeChecked()
    await expect(exchange.field(changed, 'values.max')).toBeChecked()
    await expect(changed).toContainText('3.50 → 3.6')
    await expect(exchange.items('added')).toContainText('储存温度')
    await expect(exchange.items('removed')).toContainText(language === 'en' ? 'Drop height' : '跌落高度')
    await expect(exchange.items('removed').getByRole('checkbox')).not.toBeChecked()
    // The word nobody knows is told with its place.
    await expect(exchange.dialog).toContainText(
      t('specs:exchange.cell', { row: 4, column: t('specs:field.verification') }),
    )
    await expect(exchange.dialog).toContainText(t('specs:sheet.problem.valueUnknown', { value: '不知道' }))
    await expectAccessible(page, '[role="dialog"]')

    // Meanwhile a colleague writes a figure. Nothing is applied, nothing of theirs is undone unseen, no decision is lost.
    await exchange.field(changed, 'title.zh').uncheck()
    await change(colleague, spec, 'R-001', { typ: '3.3' })
    await exchange.apply(2).click()
    await expect(exchange.dialog).toContainText(t('specs:exchange.againTitle'))
    await expect(exchange.field(changed, 'values.typ')).not.toBeChecked()
    await expect(changed).toContainText(t('specs:exchange.onlyTheirs'))
    await expect(exchange.field(changed, 'title.zh')).not.toBeChecked()
    await expect(exchange.field(changed, 'values.max')).toBeChecked()

    // Closing asks first.
    await page.keyboard.press('Escape')
    await expect(exchange.dialog).toContainText(t('specs:exchange.leaveTitle'))
    await page.keyboard.press('Enter')
    await expect(exchange.dialog).not.toContainText(t('specs:exchange.leaveTitle'))
    await page.keyboard.press('Control+Enter')
    await expect(exchange.dialog).toHaveCount(0)
    await expect(
      page.getByText(
        [t('specs:exchange.done.added', { count: 1 }), t('specs:exchange.done.changed', { count: 1 })].join(
          t('specs:exchange.done.comma'),
        ),
      ),
    ).toBeVisible()
    await expect(document.row('R-001')).toContainText('3.3')
    await expect(document.row('R-001')).toContainText('3.6 V')
    await expect(document.row('R-004')).toContainText('60 °C')
    await expect(document.row('R-003')).toBeVisible()
    const { requirements } = await brand.api.specs.listRequirements.query({ revisionId: spec.revisionId })
    expect(requirements.find(({ code }) => code === 'R-001')?.title.zh).toBe('供电电压')
    // What was not touched in the sheet is as it was, to the last zero.
    expect(requirements.find(({ code }) => code === 'R-002')?.values.max).toBe('12.0')

    // Who does not edit takes it home and changes nothing.
    const theirs = await browserFor(factory)
    const reader = new SpecExchange(theirs, factory.locale)
    await new SpecDocument(theirs, factory.locale).open(product, spec)
    const taken = await readWorkbook(await reader.download('xlsx'))
    expect(taken.sheets[0]?.rows.some(({ cells }) => cells[at('code')] === 'R-004')).toBe(true)
    await expect(theirs.getByRole('menu')).toHaveCount(0)
    await reader.menu()
    for (const kind of ['import', 'paste'] as const)
      await expect(theirs.getByRole('menuitem', { name: texts[factory.locale](`specs:exchange.${kind}`) })).toHaveCount(
        0,
      )
  })

  test(`a table with Chinese headers is pasted and its columns are put right (${language})`, async ({ browserFor }) => {
    const { brand, product } = await makeSpecWorld(language)
    const spec = await makeSpec(brand, product, [
      { title: title('Supply voltage', '供电电压', language), max: '3.5', unit: 'V' },
    ])
    // Longer than an address may be.
    const rows = Array.from({ length: 60 }, (_, index) =>
      [
        '结构',
        `第 ${index + 1} 项外形尺寸`,
        String(index + 1),
        String(index + 2),
        'mm',
        '常温，游标卡尺测量三次取平均值，按图纸标注位置',
      ].join('\t'),
    )
    const table = ['类别\t标题\t最小值\t最大值\t单位\t怎么量', ...rows].join('\r\n')
    const size = language === 'zh' ? 'phone' : 'desk'
    const page = await browserFor(brand, size)
    if (size === 'phone') await page.setViewportSize({ width: 375, height: 844 })
    const document = new SpecDocument(page, language)
    const exchange = new SpecExchange(page, language)
    await document.open(product, spec)
    if (size === 'phone') {
      await exchange.open('paste')
      await exchange.dialog.getByRole('textbox').fill(table)
      await exchange.dialog.getByRole('button', { name: t('specs:exchange.read') }).tap()
    } else {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.evaluate((text) => navigator.clipboard.writeText(text), table)
      await document.row('R-001').focus()
      await page.keyboard.press('Control+v')
    }
    await expect(exchange.column('B')).toHaveValue('title.zh')
    await expect(exchange.column('D')).toHaveValue('values.max')
    await expect(exchange.column('F')).toHaveValue('')
    await expect(exchange.dialog).toContainText(t('specs:sheet.problem.columnUnknown', { value: '怎么量' }))
    await expect(exchange.items('added')).toHaveCount(60)
    await exchange.column('F').selectOption('condition.zh')
    await expect(exchange.items('added').first()).toContainText('游标卡尺')
    await expectAccessible(page, '[role="dialog"]')

    await exchange.dialog.getByRole('searchbox').fill('第 59 项')
    await expect(exchange.items('added')).toHaveCount(1)
    await exchange.dialog.getByRole('button', { name: t('specs:exchange.tickNone') }).click()
    await exchange.apply(59).click()
    await expect(exchange.dialog).toHaveCount(0)
    await expect.poll(() => document.total()).toBe(60)
    await document.search.fill('第 60 项')
    await expect(document.row('第 60 项')).toContainText('61 mm')
    await document.search.fill('第 59 项')
    await expect(document.row('第 59 项')).toHaveCount(0)
    const { requirements } = await brand.api.specs.listRequirements.query({ revisionId: spec.revisionId })
    expect(requirements.find(({ title: { zh } }) => zh === '第 7 项外形尺寸')).toMatchObject({
      section: 'mechanical',
      values: { min: '7', max: '8', unit: 'mm' },
      condition: { source: 'zh' },
    })
  })

  test(`the PDF says both languages and marks what is outdated (${language})`, async ({ browserFor }) => {
    const { brand, product } = await makeSpecWorld(language)
    const spec = await makeSpec(brand, product, [
      { title: title('Supply voltage', '供电电压', 'en'), max: '3.5', unit: 'V' },
      { title: title('Sleep current', '休眠电流', 'en'), max: '12', unit: 'µA' },
    ])
    await change(brand, spec, 'R-001', { en: 'Supply voltage at the connector' })
    const page = await browserFor(brand)
    await new SpecDocument(page, language).open(product, spec)
    const { pages } = await readPdf(await new SpecExchange(page, language).download('pdf'))
    const text = unspaced(pages.join(''))
    for (const said of ['Supply voltage at the connector', '供电电压', 'Sleep current', '休眠电流'])
      expect(text).toContain(unspaced(said))
    for (const each of languages) expect(text).toContain(unspaced(texts[each]('specs:pdf.mark.stale')))
    expect(unspaced(pages[0] ?? '')).toContain(unspaced(texts.zh('specs:pdf.trust.stale', { list: 'R-001' })))
  })
}

/** What is the same whatever one reads is shown in one language. */
const language: Language = 'zh'
const t = texts[language]

test('a workbook that comes back late undoes the work of nobody', async ({ browserFor }) => {
  const { brand, colleague, product } = await makeSpecWorld(language)
  const spec = await makeSpec(brand, product, [
    { title: title('Supply voltage', '供电电压', language), min: '3.10', max: '3.50', unit: 'V' },
    { title: title('Sleep current', '休眠电流', language), max: '12.0', unit: 'µA' },
  ])
  const page = await browserFor(brand)
  const document = new SpecDocument(page, language)
  const exchange = new SpecExchange(page, language)
  await document.open(product, spec)
  const bytes = await exchange.download('xlsx')
  const { sheets } = await readWorkbook(bytes)
  const back = (edit: (rows: string[][]) => void): Upload => {
    const [rows = [], ...others] = sheets.map((sheet) => sheet.rows.map(({ cells }) => [...cells]))
    edit(rows)
    const named = [rows, ...others].map((cells, index) => ({
      name: sheets[index]?.name ?? '',
      rows: cells,
      hidden: sheets[index]?.hidden ?? false,
    }))
    return { name: '规格书-旧版.xlsx', mimeType: xlsxType, buffer: xlsxFile(named) }
  }
  // Since the export a colleague changed both requirements and wrote a third one.
  await change(colleague, spec, 'R-001', { typ: '3.3', en: 'Supply at the connector' })
  await change(colleague, spec, 'R-002', { typ: '9' })
  await colleague.api.specs.duplicateRequirements.mutate({
    revisionId: spec.revisionId,
    requirementIds: [spec.requirementIds[1] ?? ''],
  })

  await exchange.open('import')
  await exchange.choose(back(() => undefined))
  await expect(exchange.dialog).toContainText(t('specs:exchange.exported', { revision: '0.1' }))
  await expect(exchange.dialog).toContainText(t('specs:exchange.untouched', { count: 2 }))
  await page.keyboard.press('Escape')

  const edited = back((rows) => {
    const supply = rows.find((cells) => cells[at('code')] === 'R-001') ?? []
    supply[at('title.en')] = 'Supply voltage of the board'
    supply[at('values.max')] = '3.60'
  })
  await exchange.open('import')
  await exchange.choose(edited)
  const changed = exchange.items('changed')
  await expect(changed).toHaveCount(1)
  await expect(changed).toContainText('3.50 → 3.60')
  await expect(exchange.items('removed')).toHaveCount(0)
  await expect(exchange.dialog).toContainText(t('specs:exchange.conflict.title', { count: 1 }))
  const conflict = changed.getByRole('group', { name: t('specs:field.title.en') })
  await expect(conflict).toContainText('Supply at the connector')
  await expect(conflict).toContainText('Supply voltage of the board')
  await expect(conflict.getByRole('radio', { name: t('specs:exchange.conflict.draft') })).toBeChecked()
  await expectAccessible(page, '[role="dialog"]')
  await conflict.getByRole('radio', { name: t('specs:exchange.conflict.sheet') }).check()
  await exchange.apply(1).click()
  await expect(exchange.dialog).toHaveCount(0)
  const { requirements } = await brand.api.specs.listRequirements.query({ revisionId: spec.revisionId })
  expect(requirements.map(({ title: { en }, values: { typ, max } }) => [en, typ, max])).toEqual([
    ['Supply voltage of the board', '3.3', '3.60'],
    ['Sleep current', '9', '12.0'],
    ['Sleep current', '9', '12.0'],
  ])
})

test('a file that is dropped on the list is compared; one that is none is told so', async ({ browserFor }) => {
  const { brand, product } = await makeSpecWorld('en')
  const spec = await makeSpec(brand, product, [{ title: title('Supply voltage', '', 'en'), max: '3.5', unit: 'V' }])
  const page = await browserFor(brand)
  const document = new SpecDocument(page, 'en')
  const exchange = new SpecExchange(page, 'en')
  await document.open(product, spec)
  const drop = async (name: string, body: string) => {
    const transfer = await page.evaluateHandle(
      ([file, content]) => {
        const held = new DataTransfer()
        held.items.add(new File([content], file))
        return held
      },
      [name, body] as const,
    )
    await document.list.dispatchEvent('drop', { dataTransfer: transfer })
  }
  await drop('specs.csv', 'Code,Max\r\nR-001,3.7\r\n')
  await expect(exchange.items('changed')).toContainText('3.5 → 3.7')
  await exchange.dialog.getByRole('button', { name: texts.en('common:actions.cancel') }).click()
  await exchange.dialog.getByRole('button', { name: texts.en('specs:exchange.leave'), exact: true }).click()
  await expect(exchange.dialog).toHaveCount(0)
  await drop('drawing.pdf', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
  await expect(exchange.dialog).toContainText(texts.en('errors:specs.sheetUnreadable'))
  await expect(document.row('R-001')).toContainText('3.5 V')
})
