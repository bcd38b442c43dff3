import { execFile } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { projectRoot } from '@/db/root'
import { espDescriptor, writeEspImage } from '@/server/domains/firmware/formats/fixtures/write-esp'
import { otherLanguage } from '@/server/kernel/bilingual'
import { readZip } from '@/server/platform/read-zip'
import { makeOrg, makePerson, type Person } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { admitPartner, makeProduct } from '../fixtures/world'
import { instance } from '../instance'
import { visit } from '../pages/settled'
import { languages, texts } from '../texts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const run = promisify(execFile)

/** Makes an API token as people do, and reads it off the screen, where it stands this once. */
async function takeToken(page: Page, { locale }: Person, name: string): Promise<string> {
  const t = texts[locale]
  await visit(page, paths.settings.apiTokens())
  await page.getByRole('button', { name: t('apiTokens:new') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('apiTokens:field.name')).fill(name)
  await dialog.getByRole('button', { name: t('apiTokens:create') }).click()
  const token = await dialog.getByLabel(t('apiTokens:made.title')).inputValue()
  await dialog.getByRole('button', { name: t('apiTokens:made.done') }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText(token.slice(0, 10))
  return token
}

for (const language of languages) {
  const t = texts[language]

  test(`a build comes from CI, is approved for a board, flashed by the factory, and a wrong hash is held back (${language})`, async ({
    browserFor,
  }, info) => {
    const [brandOrg, factoryOrg] = await Promise.all([makeOrg('brand'), makeOrg('manufacturer')])
    const [brand, colleague, factory] = await Promise.all([
      makePerson({ locale: language, orgId: brandOrg }),
      makePerson({ locale: language, orgId: brandOrg, role: 'engineer', nameEn: 'Maya Lindqvist', nameZh: '林美雅' }),
      makePerson({ locale: otherLanguage(language), orgId: factoryOrg, nameEn: 'Zhou Jian', nameZh: '周健' }),
    ])
    const product = await makeProduct(brand)
    const { productId } = product
    await admitPartner(brand, factory, product, ['firmware'])
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    await brand.api.firmware.registerKey.mutate({ name: 'Release', publicKey: pem })
    const { lineId } = await brand.api.firmware.createLine.mutate({
      ...{ productId, name: { en: 'Main controller', zh: '主控固件' }, chips: ['ESP32-C3'] },
    })
    await brand.api.firmware.nameApprovers.mutate({
      ...{ lineId, channel: 'production', version: 0, approverIds: [colleague.userId] },
    })
    const { number } = await brand.api.firmware.getLine.query({ lineId })

    // The pipeline builds, signs and pushes; run again it changes nothing.
    const page = await browserFor(brand)
    const token = await takeToken(page, brand, 'GitHub Actions')
    const descriptor = espDescriptor({ version: '1.4.0', project: 'gateway' })
    const image = writeEspImage([
      { addr: 0x3c00_0020, data: descriptor },
      { addr: 0x4038_0000, data: new Uint8Array(4_096).fill(7) },
    ])
    const file = join(info.outputPath(), 'gateway.bin')
    await mkdir(info.outputPath(), { recursive: true })
    await writeFile(file, image)
    await writeFile(`${file}.sig`, sign(null, image, privateKey))
    const push = () =>
      run(
        process.execPath,
        [
          ...[join(projectRoot(), 'bin', 'mortise.mjs'), 'firmware', 'push', '--json', '--server', instance.url],
          ...['--line', number, '--version', '1.4.0', '--commit', 'c0ffee1', '--board', 'B', `application=${file}`],
        ],
        { env: { ...process.env, MORTISE_TOKEN: token } },
      )
    const first: { buildId: string } = JSON.parse((await push()).stdout)
    expect(JSON.parse((await push()).stdout)).toEqual(first)

    // The engineer asks for production on board B; nothing stands against it, and a colleague agrees.
    await visit(page, paths.firmwareBuild(productId, lineId, first.buildId))
    await page.getByRole('button', { name: t('firmware:promote.open') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('firmware:inForce.channel')).selectOption('production')
    await dialog.getByLabel(t('firmware:promote.board')).fill('B')
    await expect(dialog.getByText(t('firmware:promote.clear'))).toBeVisible()
    await dialog.getByRole('button', { name: t('firmware:promote.ask') }).click()
    await expect(page.getByText(t('firmware:promotion.state.requested')).first()).toBeVisible()
    const approving = await browserFor(colleague)
    await visit(approving, paths.firmwareLine(productId, lineId))
    await approving.getByRole('button', { name: t('firmware:promotion.approve'), exact: true }).click()

    // In force, it is issued to the factory with the numbers of a hundred devices.
    const issue = approving.getByRole('button', { name: t('flashing:issue.label', { version: '1.4.0' }) })
    await issue.click()
    const issuing = approving.getByRole('dialog')
    await issuing.getByLabel(t('flashing:issue.numbered')).check()
    await issuing.getByLabel(t('flashing:issue.prefix')).fill('GW-')
    await expect(issuing).toContainText(
      'esptool --chip esp32c3 --port PORT write-flash 0x10000 images/1-application.bin',
    )
    await issuing.getByRole('button', { name: t('flashing:issue.confirm'), exact: true }).click()
    await expect(approving.getByRole('heading', { level: 1 })).toContainText(`${product.code}-FLP-01`)
    const packageId = new URL(approving.url()).pathname.split('/').at(-1) ?? ''

    // The factory takes it on a phone, compares the hash, and its station reports.
    const f = texts[factory.locale]
    const line = await browserFor(factory, 'phone')
    await visit(line, paths.flashPackage(productId, packageId))
    const downloading = line.waitForEvent('download')
    await line.getByRole('link', { name: f('flashing:package.download') }).click()
    const zip = readZip(await readFile(await (await downloading).path()), {
      ...{ memberBytes: 1e7, totalBytes: 1e8, members: 20, ratio: 1_000 },
    })
    if ('fault' in zip) throw new Error(zip.fault)
    const member = (name: string) => zip.read(name) as Uint8Array
    expect(sha256(member('images/1-application.bin'))).toBe(sha256(image))
    for (const each of Buffer.from(member('MANIFEST.sha256')).toString().trim().split('\n'))
      expect(each).toBe(`${sha256(member(each.slice(66)))}  ${each.slice(66)}`)
    await line.getByLabel(f('flashing:acknowledge.label')).fill(sha256(image).slice(0, 8))
    await line.getByRole('button', { name: f('flashing:acknowledge.action') }).click()
    await expect(line.getByLabel(f('flashing:acknowledge.label'))).toHaveCount(0)

    const { token: station } = await factory.api.apiTokens.createToken.mutate({
      ...{ name: 'FL-01', scopes: ['flashing.report'], productId: null, days: 30 },
    })
    const result = (serial: string, hash: string) => ({
      ...{ serial, station: 'FL-01', at: new Date().toISOString(), outcome: 'PASS', sha256: hash },
    })
    const body = JSON.stringify([result('GW-000001', sha256(image)), result('GW-000002', 'f0'.repeat(32))])
    const post = () =>
      fetch(`${instance.url}/api/v1/flash-packages/${packageId}/results`, {
        ...{ method: 'POST', body },
        headers: { authorization: `Bearer ${station}`, 'content-type': 'application/json' },
      })
    expect(await (await post()).json()).toMatchObject({ kept: 2, flagged: [{ serial: 'GW-000002' }] })
    expect(await (await post()).json()).toMatchObject({ kept: 0, repeated: 2 })

    // The network of the line goes away; what is scanned meanwhile is sent when it is back.
    await visit(line, paths.flashStation(productId, packageId))
    await line.getByLabel(f('flashing:station.name')).fill('FL-02')
    await line.route('**/api/trpc/flashing.reportUnits*', (route) => route.abort('internetdisconnected'))
    await line.getByLabel(f('flashing:station.scan')).fill('GW-000003')
    await line.getByLabel(f('flashing:station.hash')).fill(sha256(image).slice(0, 8))
    await line.getByRole('button', { name: f('flashing:station.pass'), exact: true }).click()
    await expect(line.getByText(f('flashing:station.offline'))).toBeVisible()
    await line.unroute('**/api/trpc/flashing.reportUnits*')
    await line.evaluate(() => window.dispatchEvent(new Event('online')))
    await expect(line.getByText(f('flashing:station.sent'))).toBeVisible()

    // Held back, it is said on the product itself, to both sides.
    for (const [who, where, words] of [
      [approving, paths.product(productId), t],
      [line, paths.flashing(productId), f],
    ] as const) {
      await visit(who, where)
      const said =
        who === line ? words('flashing:flagged.title', { count: 1 }) : words('products:flagged', { count: 1 })
      await expect(who.getByText(said)).toBeVisible()
    }
    await expect(line.getByRole('listitem').filter({ hasText: 'GW-000002' })).toContainText(
      f('flashing:flag.wrongHash'),
    )

    // Scrapped, it is set aside with a reason, which the factory reads; taken back, it is held back as before.
    const serial = 'GW-000002'
    const reason = language === 'zh' ? '主板已报废' : 'The board was scrapped.'
    await visit(approving, paths.flashing(productId))
    await approving.getByRole('button', { name: t('flashing:setAside.label', { serial }) }).click()
    const setting = approving.getByRole('dialog')
    await setting.getByLabel(t('flashing:setAside.kindLabel')).selectOption('scrapped')
    await setting.getByLabel(t(`flashing:setAside.reason.${language}`)).fill(reason)
    await setting.getByRole('button', { name: t('flashing:setAside.confirm'), exact: true }).click()
    await expect(setting).toHaveCount(0)
    await expect(approving.getByText(t('flashing:flagged.title', { count: 1 }))).toHaveCount(0)
    await visit(line, paths.flashPackage(productId, packageId))
    const row = line.getByRole('listitem').filter({ hasText: serial })
    await expect(row).toContainText(f('flashing:setAside.kind.scrapped'))
    await expect(row).toContainText(reason)
    await expect(row.getByRole('button')).toHaveCount(0)
    await visit(approving, paths.flashing(productId, serial))
    await approving.getByRole('button', { name: t('flashing:setAside.takeBackLabel', { serial }) }).click()
    await setting.getByRole('button', { name: t('flashing:setAside.takeBack'), exact: true }).click()
    await expect(approving.getByText(t('flashing:flagged.title', { count: 1 }))).toBeVisible()
  })
}
