import { readFileSync } from 'node:fs'
import { paths } from '@/app/_lib/paths'
import { makeOrg, makePerson, type Person } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { admitPartner, makeProduct, type Product } from '../fixtures/world'
import { ContractScreen } from '../pages/contract-screen'
import { reload, visit } from '../pages/settled'
import { texts } from '../texts'

type Place = Readonly<{ specId: string; revisionId: string }>

async function makeSpec(owner: Person, { productId }: Product): Promise<Place> {
  return owner.api.specs.createSpec.mutate({
    productId,
    name: { en: 'Gateway specification', zh: '网关规格书' },
    governingLanguage: 'en',
    from: { kind: 'blank' },
  })
}

/** The first revision, released by the brand alone; then a draft on it. */
async function release(owner: Person, { specId, revisionId }: Place): Promise<string> {
  const said = (en: string) => ({ en, zh: '', source: 'en' as const })
  await owner.api.specs.addRequirements.mutate({
    revisionId,
    requirements: [
      {
        section: 'cloudInterface',
        kind: 'statement',
        title: { en: 'Device talks to the cloud as agreed', zh: '设备按契约与云端通信', source: 'en' },
        text: { en: 'See the cloud contract.', zh: '见接口契约。', source: 'en' },
        condition: said(''),
        values: {
          nominal: '',
          min: '',
          typ: '',
          max: '',
          tolerancePlus: '',
          toleranceMinus: '',
          unit: '',
        },
        verification: 'test',
        critical: false,
        ownerId: null,
        links: [],
        attachmentIds: [],
      },
    ],
  })
  await owner.api.specs.submitRevision.mutate({
    revisionId,
    version: 1,
    note: { en: '', zh: '' },
    partnerOrgId: null,
    signatures: [{ side: 'brand', role: 'engineer' }],
  })
  const reviewed = await owner.api.specs.getRevision.query({ revisionId })
  const contentHash = reviewed.contentHash ?? ''
  // Whoever puts a revision up does not approve it alone.
  const colleague = await makePerson({ locale: 'en', orgId: owner.orgId })
  await colleague.api.specs.signRevision.mutate({ revisionId, role: 'engineer', contentHash })
  const signed = await owner.api.specs.getRevision.query({ revisionId })
  await owner.api.specs.releaseRevision.mutate({ revisionId, version: signed.version })
  return (await owner.api.specs.startDraft.mutate({ specId })).revisionId
}

test('the brand edits the contract, a breaking change needs a major version, the factory reads it in Chinese', async ({
  browserFor,
}) => {
  const [brand, factory] = [
    await makePerson({ locale: 'en', orgId: await makeOrg('brand') }),
    await makePerson({ locale: 'zh', orgId: await makeOrg('manufacturer'), nameEn: 'Zhou Jian', nameZh: '周健' }),
  ]
  const product = await makeProduct(brand)
  await admitPartner(brand, factory, product)
  const spec = await makeSpec(brand, product)
  const [en, zh] = [texts.en, texts.zh]
  const page = await browserFor(brand)
  const ours = new ContractScreen(page, 'en')

  // From the small example to a first contract, and an error at its line on the way.
  await visit(page, paths.contract(product.productId, spec.specId))
  await page.getByRole('button', { name: en('specs:contract.view.fromExample') }).click()
  await ours.unfold('telemetry')
  const schema = ours.channel('telemetry').getByLabel(en('specs:contract.field.schema'), { exact: true })
  const text = await schema.inputValue()
  await schema.fill(text.replace('"minimum": -40', '"minimum": "cold"'))
  const line = text.split('\n').findIndex((each) => each.includes('-40')) + 1
  await expect(ours.channel('telemetry').getByText(`Line ${line}:`)).toBeVisible()
  await schema.fill(text)
  await ours.version.fill('1.0.0')
  await expect(ours.good).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(en('specs:contract.standing.first'))).toBeVisible()
  await expect(page.locator('#channel-telemetry')).toContainText('devices/{deviceId}/telemetry')

  // In force now: what devices send may not be narrowed without a major step.
  const draftId = await release(brand, spec)
  await visit(page, paths.contract(product.productId, spec.specId))
  await page.getByRole('button', { name: en('specs:contract.view.edit'), exact: true }).click()
  await ours.unfold('telemetry')
  await schema.fill(text.replace('"minimum": -40', '"minimum": -20'))
  await expect(page.getByText(en('specs:contract.standing.required', { required: '2.0.0' }))).toBeVisible()
  // Nothing typed is lost over a reload.
  await reload(page)
  await ours.unfold('telemetry')
  await expect(schema).toHaveValue(/"minimum": -20/)
  await page.getByRole('button', { name: en('specs:contract.editor.useVersion', { version: '2.0.0' }) }).click()
  await expect(ours.version).toHaveValue('2.0.0')
  await ours.act('duplicate', 'commands').click()
  await ours.channel('commands-2').getByLabel(en('specs:contract.addressKind.mqtt')).fill('devices/{deviceId}/settings')
  await ours.act('up', 'commands-2').click()
  await expect(ours.good).toBeVisible()
  await ours.save.click()
  await expect(page.getByRole('article')).toHaveCount(3)

  const theirs = await browserFor(factory, 'phone')
  await visit(theirs, paths.contract(product.productId, spec.specId, draftId, 'commands'))
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText(zh('specs:contract.view.title'))
  await expect(theirs.getByText(zh('specs:contract.view.version', { version: '2.0.0' }))).toBeVisible()
  await expect(theirs.getByText(zh('specs:contract.standing.breaking', { released: '1.0.0' }))).toBeVisible()
  await expect(theirs.getByText(zh('specs:contract.because.fieldSendsOld'))).toBeVisible()
  await expect(theirs.locator('#channel-commands')).toBeInViewport()
  await expect(theirs.locator('#channel-commands')).toContainText('下行指令')
  await expect(theirs.getByRole('button', { name: zh('specs:contract.view.edit'), exact: true })).toHaveCount(0)
  const waiting = theirs.waitForEvent('download')
  await theirs.getByRole('link', { name: zh('specs:contract.view.export') }).click()
  const file = await (await waiting).path()
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: '2.0.0' })
})

test('of two who edit one contract neither loses a word', async ({ browserFor }) => {
  const orgId = await makeOrg('brand')
  const [brand, colleague] = [
    await makePerson({ locale: 'zh', orgId }),
    await makePerson({ locale: 'zh', orgId, role: 'engineer', nameEn: 'Lin Mei', nameZh: '林梅' }),
  ]
  const product = await makeProduct(brand)
  const spec = await makeSpec(brand, product)
  const { example } = await brand.api.specs.getContractStarter.query({ revisionId: spec.revisionId })
  await brand.api.specs.editContract.mutate({ revisionId: spec.revisionId, version: 0, contract: example })
  const zh = texts.zh
  const page = await browserFor(brand)
  const mine = new ContractScreen(page, 'zh')
  await visit(page, paths.contract(product.productId, spec.specId))
  await page.getByRole('button', { name: zh('specs:contract.view.edit'), exact: true }).click()
  await mine.unfold('telemetry')
  const size = mine.channel('telemetry').getByLabel(zh('specs:contract.field.maxBytes'))
  await size.fill('2048')

  const channels = example.channels.map((each) =>
    each.id === 'telemetry' ? { ...each, maxBytes: 128 } : { ...each, maxPerHour: 7 },
  )
  await colleague.api.specs.editContract.mutate({
    revisionId: spec.revisionId,
    version: 1,
    contract: { ...example, channels },
  })
  // Theirs stands beside mine without a reload.
  await expect(mine.conflict).toContainText('128')
  await expect(mine.conflict).toContainText('2048')
  await expect(mine.save).toBeDisabled()
  await mine.conflict.getByRole('radio', { name: zh('specs:contract.conflict.mine') }).check()
  await mine.conflict.getByRole('button', { name: zh('specs:contract.conflict.take') }).click()
  await expect(mine.conflict).toHaveCount(0)
  await expect(mine.good).toBeVisible()
  await mine.save.click()
  await expect(page.locator('#channel-telemetry')).toContainText('2,048')
  await expect(page.locator('#channel-commands')).toContainText('7')
})

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['en'] as const) {
  test(`what a contract changes stands on the comparison, by direction, with the way to its channel (${language})`, async ({
    browserFor,
  }) => {
    const t = texts[language]
    const brand = await makePerson({ locale: language, orgId: await makeOrg('brand') })
    const product = await makeProduct(brand)
    const spec = await makeSpec(brand, product)
    const { example } = await brand.api.specs.getContractStarter.query({ revisionId: spec.revisionId })
    const first = { ...example, version: '1.0.0' }
    await brand.api.specs.editContract.mutate({ revisionId: spec.revisionId, version: 0, contract: first })
    const draftId = await release(brand, spec)
    const channels = first.channels.map((channel) =>
      channel.payload.format === 'jsonSchema' && channel.id === 'telemetry'
        ? {
            ...channel,
            payload: { ...channel.payload, schema: channel.payload.schema.replace('"minimum": -40', '"minimum": -20') },
          }
        : { ...channel, maxPerHour: 7 },
    )
    const next = { ...first, version: '2.0.0', channels }
    await brand.api.specs.editContract.mutate({ revisionId: draftId, version: 1, contract: next })

    // The document says in its section what the contract means, and leads to it.
    const page = await browserFor(brand)
    await visit(page, paths.spec(product.productId, spec.specId))
    const row = page.getByRole('row').filter({ hasText: t('specs:section.cloudInterface') })
    await expect(row).toContainText(t('specs:contract.level.breaking'))
    await expect(
      row.getByRole('link', { name: t('specs:contract.summary.version', { version: '2.0.0' }) }),
    ).toBeVisible()

    const pair = { before: spec.revisionId, after: draftId }
    await visit(page, `${paths.specCompare(product.productId, spec.specId, pair)}#contract`)
    const changes = page.locator('#contract')
    await expect(changes).toBeInViewport()
    await expect(changes).toContainText(t('specs:contract.diff.versions', { before: '1.0.0', after: '2.0.0' }))
    const group = (direction: 'deviceToCloud' | 'cloudToDevice') =>
      changes.getByRole('region', { name: t(`specs:contract.option.direction.${direction}`) })
    await expect(group('deviceToCloud')).toContainText(t('specs:contract.because.fieldSendsOld'))
    await expect(group('cloudToDevice')).toContainText(t('specs:contract.level.compatible'))
    await expect(changes.getByText('"minimum": -20')).toBeVisible()
    await group('deviceToCloud')
      .getByRole('link', { name: t('specs:contract.conflict.part.channel', { id: 'telemetry' }) })
      .click()
    await expect(page).toHaveURL(new RegExp(`contract\\?revision=${draftId}#channel-telemetry`))
    await expect(page.locator('#channel-telemetry')).toBeInViewport()
  })
}
