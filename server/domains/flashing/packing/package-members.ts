import { createHash } from 'node:crypto'
import type { TFunction } from 'i18next'
import type { Namespace } from '@/locales/config'
import { translator } from '@/locales/translator'
import { isBlank, languages, readIn, type Language } from '@/server/kernel/bilingual'
import { csvFile } from '@/server/kernel/csv-file'
import type { ZipMember } from '@/server/platform/zip-stream'
import type { RequiredPackage } from '../queries/access'
import { resultColumns } from '../reporting/columns'
import { comparedDigits } from '../rules/judgement'
import { serialAt } from '../rules/serials'

/** Where a package is reported to, as the factory reaches the portal. */
export type PackageAddresses = Readonly<{ page: string; report: string }>
type Named = Readonly<{ legalNameEn: string; legalNameZh: string }>
export type PackedPackage = RequiredPackage & Readonly<{ factory: Named; addresses: PackageAddresses }>

/** All of a package but its images: what people read, what programs read, a sheet to fill in, and the hashes of it all. */
export async function packageTexts(packed: PackedPackage): Promise<ZipMember[]> {
  const texts = [
    { path: 'README.txt', content: await readme(packed) },
    { path: 'flash-package.json', content: Buffer.from(`${JSON.stringify(machineReadable(packed), null, 2)}\n`) },
    { path: 'results-template.csv', content: await template() },
  ]
  const { files } = packed.found.plan
  const hashes = [
    ...files.map(({ path, sha256 }) => ({ path, sha256 })),
    ...texts.map(({ path, content }) => ({ path, sha256: createHash('sha256').update(content).digest('hex') })),
  ]
  const manifest = hashes.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')
  return [...texts, { path: 'MANIFEST.sha256', content: Buffer.from(manifest) }]
}

/** The package as a station's program reads it. Shape: `mortise-flash-package`, version 1; sizes and addresses in bytes. */
export function machineReadable({ found, line, build, promotion, product, addresses }: PackedPackage) {
  const { plan, serials } = found
  return {
    ...{ format: 'mortise-flash-package', formatVersion: 1, packageId: found.id, number: found.number },
    ...{ product: product.code, line: line.number, version: build.version, gitCommit: build.gitCommit },
    ...{ boardRevision: promotion.boardRevision, channel: promotion.channel },
    files: plan.files.map(({ path, name, role, sha256, size, address }) => ({
      path,
      name,
      role,
      sha256,
      size,
      address,
    })),
    steps: plan.steps.map(({ tool, command }) => ({ tool, command })),
    expected: plan.expected,
    serials:
      serials === null ? null : { ...serials, from: serialAt(serials, 0), to: serialAt(serials, serials.count - 1) },
    report: addresses.report,
  }
}

async function template(): Promise<Buffer> {
  const [en, zh] = await Promise.all(languages.map(translator))
  if (!en || !zh) throw new Error('a language is missing')
  return csvFile([resultColumns.map((column) => zh(`flashing:template.${column}`))])
}

/** What people at the line read, Chinese first. With a byte order mark and the line ends of Windows: its editor shows both. */
async function readme(packed: PackedPackage): Promise<Buffer> {
  const parts = await Promise.all(
    (['zh', 'en'] as const).map(async (language) => section(await translator(language), language, packed)),
  )
  return Buffer.from(`\ufeff${parts.join(`\n${'='.repeat(72)}\n\n`).replaceAll('\n', '\r\n')}`)
}

function section(t: TFunction<Namespace[]>, language: Language, packed: PackedPackage): string {
  const { found, line, build, promotion, product, factory, addresses } = packed
  const { expected, steps, files } = found.plan
  const { serials } = found
  const { name, sha256, imageHash } = expected
  const path = files.find((each) => each.name === name)?.path
  const file = path === undefined ? name : `${name} (${path})`
  const block = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', title, '', ...lines]
  const blanks = [...new Set(steps.flatMap((step) => step.blanks))]
  const lines = [
    t('flashing:readme.title', { number: found.number }),
    t('flashing:readme.product', { product: product.code }),
    t('flashing:readme.build', { line: line.number, version: build.version, commit: build.gitCommit }),
    t('flashing:readme.board', { board: promotion.boardRevision, channel: t(`firmware:channel.${promotion.channel}`) }),
    t('flashing:readme.factory', {
      factory:
        language === 'zh' ? factory.legalNameZh || factory.legalNameEn : factory.legalNameEn || factory.legalNameZh,
    }),
    ...(serials === null
      ? []
      : [
          t('flashing:readme.serials', {
            ...{ first: serialAt(serials, 0), last: serialAt(serials, serials.count - 1), count: serials.count },
          }),
        ]),
    ...block(t('flashing:readme.before'), [
      t('flashing:readme.compare', { file, digits: sha256.slice(0, comparedDigits) }),
      t('flashing:readme.hash', { file, sha256 }),
      ...(imageHash === null ? [] : [t('flashing:readme.imageHash', { sha256: imageHash })]),
    ]),
    ...block(t('flashing:readme.steps'), [
      ...steps.flatMap(({ tool, command }, index) => [
        `${index + 1}. ${t('flashing:readme.tools', { tool: t(`flashing:tool.${tool}`) })}`,
        `   ${command}`,
      ]),
      ...blanks.map((blank) => t('flashing:package.blanks', { blank, meaning: t(`flashing:blank.${blank}`) })),
    ]),
    ...block(t('flashing:readme.notes'), isBlank(found.notes) ? [] : [readIn(language, found.notes).text]),
    ...block(t('flashing:readme.report'), [
      t('flashing:readme.reportBody', { page: addresses.page, url: addresses.report }),
    ]),
    ...block(t('flashing:readme.verify'), [
      t('flashing:readme.verifyUnix'),
      ...files.map(({ path }) => t('flashing:readme.verifyWindows', { path: path.replaceAll('/', '\\') })),
    ]),
  ]
  return `${lines.join('\n')}\n`
}
