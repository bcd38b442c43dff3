import type { Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { otherLanguage } from '@/server/kernel/bilingual'
import { makeSpec, makeSpecWorld, type SpecWorld, type Typed } from '../fixtures/specs'
import { expect, test } from '../fixtures/test'
import { barriers, overhang } from '../pages/accessible'
import { SpecDocument } from '../pages/spec-document'
import { SpecReview } from '../pages/spec-review'
import { visit } from '../pages/settled'
import { texts, type Language } from '../texts'

const requirements: readonly Typed[] = [
  { title: { en: 'Supply voltage', zh: '供电电压', source: 'en' }, min: '3.1', max: '3.5', unit: 'V', critical: true },
  { title: { en: 'Standby current', zh: '待机电流', source: 'en' }, min: '', max: '120', unit: 'µA' },
  {
    section: 'environment',
    title: { en: 'Operating temperature', zh: '工作温度', source: 'en' },
    min: '-20',
    max: '55',
    unit: '°C',
  },
]

const words: Record<Language, Readonly<{ aged: string; tested: string; half: string; meter: string; late: string }>> = {
  en: {
    aged: 'An aged cell reaches this.',
    tested: 'Samples draw more.',
    half: 'Half way is measured.',
    meter: 'Multimeter at TP1',
    late: 'Our tool is late.',
  },
  zh: {
    aged: '老化电芯会达到该值。',
    tested: '样机实测偏大。',
    half: '折中值有实测依据。',
    meter: '万用表测 TP1',
    late: '模具延期。',
  },
}

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['zh'] as const) {
  const other = otherLanguage(language)
  const [ours, theirs] = [texts[language], texts[other]]

  test(`two limits are redlined, one countered, both sides sign and the factory acknowledges (${language} to ${other})`, async ({
    browserFor,
  }) => {
    test.setTimeout(240_000)
    const { brand, factory, product } = await makeSpecWorld(language)
    const spec = await makeSpec(brand, product, requirements)
    const [desk, bench] = await Promise.all([browserFor(brand), browserFor(factory)])
    const [our, their] = [new SpecReview(desk, language), new SpecReview(bench, other)]
    const document = new SpecDocument(bench, other)

    await document.open(product, spec)
    await document.read('R-001')
    await their.propose('max', '3.6', words[other].aged)
    await document.read('R-002')
    await their.propose('max', '150', words[other].tested)

    await our.openRedlines(product, spec)
    await our
      .redline('R-001')
      .getByRole('button', { name: ours('specs:redline.accept'), exact: true })
      .click()
    await expect(our.redline('R-001')).toHaveCount(0)
    await our.counter(our.redline('R-002'), '135', words[language].half)
    await expect(our.redline('R-002')).toHaveCount(0)

    await their.openRedlines(product, spec)
    const countered = their.redline('R-002')
    await expect(countered).toContainText(words[other].tested)
    await expect(countered).toContainText(words[language].half)
    await countered.getByRole('button', { name: theirs('specs:redline.acceptCounter', { value: '135 µA' }) }).click()
    await bench.getByRole('button', { name: theirs('specs:redline.filter.settled') }).click()
    await expect(their.redline('R-002')).toContainText(theirs('specs:redline.landed', { revision: '0.1' }))
    await expect(their.redline('R-001')).toContainText(theirs('specs:redline.landed', { revision: '0.1' }))

    await their.openReadBacks(product, spec)
    await expect(bench.getByText('3.6')).toHaveCount(0)
    await bench.getByRole('button', { name: theirs('specs:readBack.start'), exact: true }).click()
    await their.readBack({ min: '3100', max: '3600', unit: 'mV' }, words[other].meter)
    await expect(their.dialog).toContainText(theirs('specs:readBack.matched'))

    await visit(desk, paths.spec(product.productId, spec.specId))
    await expect(our.notice).toContainText(ours('specs:signOff.notice.draft'))
    await our.submit()
    const { contentHash } = await brand.api.specs.getRevision.query({ revisionId: spec.revisionId })
    const hash = contentHash?.slice(0, 8) ?? 'none'
    await our.sign(hash)

    await document.open(product, spec)
    await expect(their.notice).toContainText(theirs('specs:signOff.notice.signatures', { signed: 1, needed: 2 }))
    await their.sign(hash)
    await expect(their.notice).toContainText(theirs('specs:signOff.notice.approved'))
    await bench
      .getByRole('button', { name: theirs('specs:signOff.notice.signatures', { signed: 2, needed: 2 }) })
      .click()
    await expect(their.dialog.getByRole('listitem')).toHaveCount(2)
    await expect(their.dialog.getByRole('listitem').filter({ hasText: hash })).toHaveCount(2)
    await bench.keyboard.press('Escape')

    await our.step('release').click()
    await expect(our.dialog).toContainText(ours('specs:signOff.release.becomes', { letter: 'A' }))
    await our.dialog.getByRole('button', { name: ours('specs:signOff.release.confirm', { letter: 'A' }) }).click()
    await expect(our.notice).toContainText(ours('specs:acknowledge.counts', { done: 0, all: 1 }))

    await expect(their.notice).toContainText(theirs('specs:acknowledge.please'))
    await their.step('acknowledge').click()
    await their.dialog.getByRole('button', { name: theirs('specs:acknowledge.confirm') }).click()
    await expect(their.notice).toContainText(theirs('specs:acknowledge.yours.acknowledged'))
    await expect(our.notice).toContainText(ours('specs:acknowledge.counts', { done: 1, all: 1 }))
  })

  test(`a suspended release is called that everywhere, until it is resumed (${language})`, async ({ browserFor }) => {
    test.setTimeout(120_000)
    const { brand, factory, product } = await makeSpecWorld(language)
    const spec = await makeSpec(brand, product, requirements)
    await releaseA({ brand, factory, product }, spec)
    await brand.api.gates.planGates.mutate({ productId: product.productId })
    const { version } = await brand.api.specs.getRevision.query({ revisionId: spec.revisionId })
    const reason = { en: 'Wait for the new report.', zh: '等待新的测试报告。' }
    await brand.api.specs.suspendRevision.mutate({ revisionId: spec.revisionId, version, reason })
    const suspended = theirs('specs:list.suspended', { letter: 'A' })
    const binding = theirs('specs:list.binding', { letter: 'A' })
    const page = await browserFor(factory)
    const number = `${product.code}-SPEC-01`
    for (const place of [paths.specs(product.productId), paths.spec(product.productId, spec.specId)]) {
      await visit(page, place)
      await expect(page.getByText(suspended, { exact: true })).toBeVisible()
      await expect(page.getByText(binding, { exact: true })).toHaveCount(0)
    }
    await expect(new SpecReview(page, other).notice).toContainText(
      theirs('specs:signOff.notice.toSuspended', { letter: 'A' }),
    )
    const desk = await browserFor(brand)
    await visit(desk, paths.gate(product.productId, 'dvt'))
    await expect(
      desk.getByText(ours('gates:found.specSuspended', { count: 1, number, item: 'A' })).first(),
    ).toBeVisible()

    // From the product straight to the release, where its owner resumes it.
    await visit(desk, paths.product(product.productId))
    await desk.getByRole('link', { name: ours('products:overview.specSuspended', { number, letter: 'A' }) }).click()
    const our = new SpecReview(desk, language)
    await expect(our.notice).toContainText(reason[language])
    await our.step('resume').click()
    await our.dialog.getByRole('button', { name: ours('specs:signOff.resume.confirm', { letter: 'A' }) }).click()
    await expect(desk.getByText(ours('specs:list.binding', { letter: 'A' }))).toBeVisible()
    await expect(page.getByText(binding, { exact: true })).toBeVisible()
    await expect(page.getByText(suspended, { exact: true })).toHaveCount(0)
  })
}

/** What is the same whatever one reads is shown in one language. */
const language: Language = 'en'
const other = otherLanguage(language)
const [ours, theirs] = [texts[language], texts[other]]

test('a release waits for a read-back that agrees', async ({ browserFor }) => {
  test.setTimeout(180_000)
  const { brand, factory, product } = await makeSpecWorld(language)
  const spec = await makeSpec(brand, product, requirements)
  const world = { brand, factory, product }
  await sign(world, spec)
  const [desk, bench] = await Promise.all([browserFor(brand), browserFor(factory)])
  const [our, their] = [new SpecReview(desk, language), new SpecReview(bench, other)]

  await visit(desk, paths.spec(product.productId, spec.specId))
  await our.step('release').click()
  await expect(our.dialog).toContainText(ours('specs:signOff.release.readBackMissing', { count: 1 }))
  await expect(our.dialog).toContainText('R-001')
  await expect(
    our.dialog.getByRole('button', { name: ours('specs:signOff.release.confirm', { letter: 'A' }) }),
  ).toBeDisabled()
  await our.dialog.getByRole('link', { name: ours('specs:signOff.release.toReadBacks') }).click()
  await expect(desk.getByRole('heading', { level: 1, name: ours('specs:readBack.title') })).toBeVisible()

  await their.openReadBacks(product, spec)
  await bench.getByRole('button', { name: theirs('specs:readBack.start'), exact: true }).click()
  await their.readBack({ min: '3.1', max: '3.4', unit: 'V' }, words[other].meter)
  await expect(their.dialog).toContainText(theirs('specs:readBack.mismatched'))
  await expect(their.dialog.getByRole('link', { name: /EQ/ })).toBeVisible()
  await their.dialog.getByRole('button', { name: theirs('specs:readBack.close') }).click()
  await expect(desk.getByText(ours('specs:readBack.state.mismatch'), { exact: true })).toBeVisible()

  await bench.getByRole('button', { name: theirs('specs:readBack.again'), exact: true }).click()
  await their.readBack({ min: '3.1', max: '3.5', unit: 'V' }, words[other].meter)
  await expect(their.dialog).toContainText(theirs('specs:readBack.matched'))
  await expect(desk.getByText(ours('specs:readBack.state.matches'), { exact: true })).toBeVisible()
  await visit(desk, paths.spec(product.productId, spec.specId))
  await our.step('release').click()
  await our.dialog.getByRole('button', { name: ours('specs:signOff.release.confirm', { letter: 'A' }) }).click()
  await expect(our.notice).toContainText(ours('specs:acknowledge.counts', { done: 0, all: 1 }))
})

test('checks keep a draft from review; a reviewer sends it back; editing voids what was signed', async ({
  browserFor,
}) => {
  test.setTimeout(180_000)
  const { brand, factory, product } = await makeSpecWorld(language)
  const [voltage, current] = requirements
  if (!voltage || !current) throw new Error('the journey needs two requirements')
  const spec = await makeSpec(brand, product, [{ ...voltage, unit: '' }, current])
  const desk = await browserFor(brand)
  const our = new SpecReview(desk, language)
  const document = new SpecDocument(desk, language)
  await document.open(product, spec)
  await our.step('submit').click()
  await expect(our.dialog).toContainText(ours('specs:check.code.unitMissing'))
  await our.dialog.getByRole('link', { name: 'R-001' }).click()
  await expect(our.dialog).toHaveCount(0)
  await expect(document.panel).toContainText('R-001')

  await mend(brand, spec)
  await submit({ brand, factory, product }, spec)
  await document.open(product, spec)
  const { contentHash } = await brand.api.specs.getRevision.query({ revisionId: spec.revisionId })
  await our.sign(contentHash?.slice(0, 8) ?? 'none')
  const bench = await browserFor(factory)
  const their = new SpecReview(bench, other)
  await visit(bench, paths.spec(product.productId, spec.specId))
  await their.step('requestChanges').click()
  await their.say(theirs('common:reason.label'), words[other].late)
  await their.dialog.getByRole('button', { name: theirs('specs:signOff.requestChanges.confirm') }).click()
  await expect(our.notice).toContainText(words[other].late)
  await desk.getByRole('button', { name: ours('specs:signOff.step.continueEditing'), exact: true }).click()
  await expect(our.dialog).toContainText(ours('specs:signOff.withdraw.void', { count: 1 }))
  await our.say(ours('common:reason.label'), words[language].late)
  await our.dialog.getByRole('button', { name: ours('specs:signOff.withdraw.confirm') }).click()
  await expect(our.notice).toContainText(ours('specs:signOff.notice.draft'))
  await visit(desk, `${paths.specRevision(product.productId, spec.specId, spec.revisionId)}`)
  await expect(our.notice).toContainText(ours('specs:signOff.notice.withdrawn'))
})

test('who puts a revision up alone is told who else signs it, and sees no button that is refused', async ({
  browserFor,
}) => {
  test.setTimeout(120_000)
  const { brand, colleague, product } = await makeSpecWorld(language)
  const spec = await makeSpec(brand, product, requirements)
  const desk = await browserFor(brand)
  const our = new SpecReview(desk, language)
  await new SpecDocument(desk, language).open(product, spec)
  await our.step('submit').click()
  await our.dialog.getByRole('combobox', { name: ours('specs:signOff.submit.partner') }).selectOption('')
  await our.dialog.getByRole('checkbox', { name: ours('specs:signOff.role.quality') }).uncheck()
  const people = language === 'en' ? 'Maya Lindqvist' : '林美雅'
  await expect(our.dialog).toContainText(ours('specs:signOff.submit.anotherSigns', { people }))
  await our.dialog.getByRole('button', { name: ours('specs:signOff.submit.confirm', { count: 1 }) }).click()
  const role = ours('specs:signOff.role.engineer')
  await expect(our.notice).toContainText(ours('specs:signOff.another.people', { people, role }))
  const signs = ours('specs:signOff.step.signAs', { role })
  await expect(desk.getByRole('button', { name: signs })).toHaveCount(0)
  const other = await browserFor(colleague)
  await visit(other, paths.spec(product.productId, spec.specId))
  await expect(other.getByRole('button', { name: signs })).toBeVisible()
})

test('two revisions are compared by keyboard, at an address that can be passed on', async ({ browserFor }) => {
  test.setTimeout(120_000)
  const { brand, factory, product } = await makeSpecWorld(language)
  const spec = await makeSpec(brand, product, requirements)
  const released = await releaseA({ brand, factory, product }, spec)
  const page = await browserFor(factory)
  const t = texts[other]
  await visit(page, paths.specCompare(product.productId, spec.specId))
  const list = page.getByRole('list', { name: t('specs:compare.list') })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expect(page.getByText(t('specs:compare.shown', { shown: 3, total: 3 }))).toBeVisible()
  await page.keyboard.press('n')
  await expect(list.getByRole('listitem').first()).toBeFocused()
  await page.keyboard.press('n')
  await expect(list.getByRole('listitem').nth(1)).toBeFocused()
  await page.keyboard.press('p')
  await expect(list.getByRole('listitem').first()).toBeFocused()
  await page
    .getByRole('button', { name: t('specs:compare.counted', { kind: t('specs:compare.kind.added'), count: 1 }) })
    .click()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await page.getByText(t('specs:compare.inline'), { exact: true }).click()
  await expect(list).toContainText('Shock')

  // The other way round, by the address alone, in the other language.
  const desk = await browserFor(brand)
  await visit(
    desk,
    paths.specCompare(product.productId, spec.specId, { before: released.after, after: released.before }),
  )
  await expect(
    desk.getByRole('button', {
      name: ours('specs:compare.counted', { kind: ours('specs:compare.kind.removed'), count: 1 }),
    }),
  ).toBeVisible()
})

test('two thousand differences scroll, filter and step without leaving blanks', async ({ browserFor }) => {
  test.setTimeout(180_000)
  const { brand, factory, product } = await makeSpecWorld('en')
  const many = Array.from({ length: 2_000 }, (_, index): Typed => ({
    section: index % 2 === 0 ? 'power' : 'radio',
    title: { en: `Limit number ${index + 1}`, zh: `限值 ${index + 1}`, source: 'en' },
    max: String(index + 1),
    unit: 'V',
  }))
  const spec = await makeSpec(brand, product, many)
  await submit({ brand, factory, product }, spec)
  const { version } = await brand.api.specs.getRevision.query({ revisionId: spec.revisionId })
  const reason = { en: 'Another method', zh: '' }
  const { revisionId } = await brand.api.specs.withdrawRevision.mutate({ revisionId: spec.revisionId, version, reason })
  await brand.api.specs.bulkEdit.mutate({
    revisionId,
    requirementIds: [...spec.requirementIds],
    change: { verification: 'analysis' },
  })
  const page = await browserFor(brand)
  const t = texts.en
  await visit(page, paths.specCompare(product.productId, spec.specId))
  const list = page.getByRole('list', { name: t('specs:compare.list') })
  await expect(page.getByText(t('specs:compare.shown', { shown: 2_000, total: 2_000 }))).toBeVisible()
  expect(await list.getByRole('listitem').count()).toBeLessThan(60)
  for (const share of [0.1, 0.5, 0.95, 0.3]) {
    await page.evaluate((at) => window.scrollTo(0, document.documentElement.scrollHeight * at), share)
    // Between two differences are 12 px: of two points further apart than that one is on a difference, or there is a blank.
    await expect
      .poll(() =>
        page.evaluate(() =>
          [200, 350, 500, 650].every((y) =>
            [y, y + 20].some((at) => document.elementFromPoint(640, at)?.closest('li')),
          ),
        ),
      )
      .toBe(true)
  }
  await page.keyboard.press('p')
  await expect(list.getByRole('listitem').filter({ hasText: 'R-2000' })).toBeFocused()
  await page.getByRole('combobox', { name: t('specs:compare.section') }).selectOption('radio')
  await expect(page.getByText(t('specs:compare.shown', { shown: 1_000, total: 2_000 }))).toBeVisible()
  await page.keyboard.press('n')
  await expect(list.getByRole('listitem').filter({ hasText: 'R-002' })).toBeFocused()
})

test('the pages of a review are accessible and fit a phone', async ({ browserFor }) => {
  test.setTimeout(300_000)
  const { brand, factory, product } = await makeSpecWorld('en')
  const spec = await makeSpec(brand, product, requirements)
  await releaseA({ brand, factory, product }, spec)
  await factory.api.specs.proposeRedlines.mutate({
    revisionId: (await brand.api.specs.getSpec.query({ specId: spec.specId })).currentRevisionId ?? '',
    requirementId: spec.requirementIds[1] ?? '',
    changes: [{ field: 'max', to: '150' }],
    reason: { en: '', zh: words.zh.tested },
  })
  const released = await brand.api.specs.getRevision.query({ revisionId: spec.revisionId })
  await brand.api.specs.suspendRevision.mutate({
    revisionId: released.id,
    version: released.version,
    reason: { en: 'Wait for the new report.', zh: '等待新的测试报告。' },
  })
  const places = [
    paths.spec(product.productId, spec.specId),
    paths.specRevision(product.productId, spec.specId, released.id),
    paths.requirement(product.productId, spec.specId, spec.requirementIds[1] ?? ''),
    paths.specCompare(product.productId, spec.specId),
    paths.redlines(product.productId, spec.specId),
    paths.readBacks(product.productId, spec.specId),
  ]
  const faults: unknown[] = []
  for (const [who, size, colorScheme] of [
    [brand, 'desk', 'dark'],
    [factory, 'phone', 'light'],
  ] as const) {
    const page = await browserFor(who, size)
    await page.emulateMedia({ colorScheme })
    if (size === 'phone') await page.setViewportSize({ width: 375, height: 812 })
    for (const place of places) {
      await visit(page, place)
      faults.push(...(await faultsOf(page, place)))
    }
  }
  expect(faults).toEqual([])
})

async function faultsOf(page: Page, place: string): Promise<unknown[]> {
  const wide = await overhang(page)
  const found = (await barriers(page)).map((barrier) => ({ place, ...barrier }))
  return wide > 0 ? [...found, { place, wide }] : found
}

type Sides = Pick<SpecWorld, 'brand' | 'factory' | 'product'>
type Made = Awaited<ReturnType<typeof makeSpec>>

async function submit({ brand, factory }: Sides, { revisionId }: Made): Promise<string> {
  const { version } = await brand.api.specs.getRevision.query({ revisionId })
  const { contentHash } = await brand.api.specs.submitRevision.mutate({
    revisionId,
    version,
    note: { en: 'First issue', zh: '' },
    partnerOrgId: factory.orgId,
    signatures: [
      { side: 'brand', role: 'engineer' },
      { side: 'partner', role: 'engineer' },
    ],
  })
  return contentHash
}

async function sign(world: Sides, spec: Made): Promise<void> {
  const contentHash = await submit(world, spec)
  const signature = { revisionId: spec.revisionId, role: 'engineer' as const, contentHash }
  await world.brand.api.specs.signRevision.mutate(signature)
  await world.factory.api.specs.signRevision.mutate(signature)
}

/** The unit that was left out is written. */
async function mend(brand: SpecWorld['brand'], { revisionId, requirementIds }: Made): Promise<void> {
  const requirementId = requirementIds[0] ?? ''
  const { requirement } = await brand.api.specs.getRequirement.query({ revisionId, requirementId })
  await brand.api.specs.editRequirement.mutate({
    revisionId,
    requirementId,
    version: requirement.version,
    content: { ...contentOf(requirement), values: { ...requirement.values, unit: 'V' } },
  })
}

type Read = Awaited<ReturnType<SpecWorld['brand']['api']['specs']['getRequirement']['query']>>['requirement']
function contentOf(read: Read) {
  const { id: _, code: __, position: ___, version: ____, ...content } = read
  return { ...content, links: [...content.links], attachmentIds: [...content.attachmentIds] }
}

/** Releases A, and begins a draft after it in which one limit differs, one requirement is new and one is gone. */
async function releaseA(world: Sides, spec: Made): Promise<{ before: string; after: string }> {
  const { brand, factory } = world
  const [voltage = '', , temperature = ''] = spec.requirementIds
  await sign(world, spec)
  await factory.api.specs.readBack.mutate({
    revisionId: spec.revisionId,
    requirementId: voltage,
    values: { nominal: '', min: '3.1', typ: '', max: '3.5', tolerancePlus: '', toleranceMinus: '', unit: 'V' },
    words: { en: '', zh: '' },
    method: { en: '', zh: words.zh.meter },
    instrument: 'DMM',
    clientKey: crypto.randomUUID(),
  })
  const { version } = await brand.api.specs.getRevision.query({ revisionId: spec.revisionId })
  await brand.api.specs.releaseRevision.mutate({ revisionId: spec.revisionId, version })
  const { revisionId } = await brand.api.specs.startDraft.mutate({ specId: spec.specId })
  const { requirement } = await brand.api.specs.getRequirement.query({ revisionId, requirementId: voltage })
  const content = contentOf(requirement)
  await brand.api.specs.editRequirement.mutate({
    revisionId,
    requirementId: voltage,
    version: requirement.version,
    content: { ...content, values: { ...content.values, max: '3.6' } },
  })
  await brand.api.specs.removeRequirements.mutate({ revisionId, requirementIds: [temperature] })
  const added = { ...content, title: { en: 'Shock', zh: '冲击 Shock', source: 'en' as const } }
  await brand.api.specs.addRequirements.mutate({ revisionId, requirements: [added] })
  return { before: spec.revisionId, after: revisionId }
}
