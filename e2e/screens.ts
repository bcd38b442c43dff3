import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import { projectRoot } from '@/db/root'
import { cast } from '@/db/seed'
import { chromiumOptions } from './chromium'
import { database, rows } from './fixtures/database'
import { enter, openSession, speak } from './fixtures/people'
import { instance } from './instance'
import { settled, visit } from './pages/settled'
import { startProduct } from './product'
import { languages, texts, type Language } from './texts'

type Scene = Readonly<{
  name: string
  path: string
  /** Whose eyes, by language; null for somebody who has not signed in. */
  who: Readonly<Record<Language, string>> | null
  phone?: boolean
  /** A smaller desk, for pages full of text whose pictures would be heavy. */
  small?: boolean
  dark?: boolean
  /** Brings the page into the state to be shown. */
  prepare?: (page: Page) => Promise<unknown>
}>

const engineers = { en: cast.daniel.email, zh: cast.wang.email }
/** Only the brand imports and invites, so its side is shown in both languages. */
const brand = { en: cast.daniel.email, zh: cast.daniel.email }
const owner = { en: cast.maya.email, zh: cast.maya.email }

/**
 * `npm run screens`: pictures of the main pages in both languages, from a demo of its own, into `docs/screens`. Names
 * after it (`npm run screens -- part supply`) retake only those.
 */
export async function main(names: readonly string[] = []): Promise<number> {
  const product = await startProduct()
  const browser = await chromium.launch(chromiumOptions())
  try {
    const out = join(projectRoot(), 'docs', 'screens')
    mkdirSync(out, { recursive: true })
    const wanted = (await scenes()).filter(({ name }) => names.length === 0 || names.includes(name))
    for (const scene of wanted) {
      for (const language of languages) {
        const file = join(out, `${scene.name}-${language}.png`)
        await shoot(browser, scene, language, file)
        process.stdout.write(`${file} ${Math.round(statSync(file).size / 1024)} kB\n`)
      }
    }
    return 0
  } finally {
    await browser.close()
    await database().end()
    await product.stop()
  }
}

/** The files of the demo are read within seconds of its start. */
const awaitReadings = async (page: Page) => {
  await Promise.all(
    languages.map((language) =>
      page.getByText(texts[language]('designFiles:files.reading')).first().waitFor({ state: 'detached' }),
    ),
  )
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete))
}

const awaitPicture = (page: Page) => page.locator('[data-painted]').waitFor()

async function lookFromAbove(page: Page): Promise<void> {
  await awaitPicture(page)
  await page.getByRole('radio').first().press('ArrowRight')
  await page.getByRole('list').first().waitFor()
}

async function scenes(): Promise<Scene[]> {
  const id = async (text: string, value: string) => (await rows<{ id: string }>(text, [value]))[0]?.id ?? ''
  const productId = await id('select id from products where code = $1', 'WL-20')
  const bomId = await id(`select id from boms where name->>'en' = $1`, 'Main board')
  const lineId = await id('select id from bom_lines where mpn = $1', 'LQG15HS3N3S02D')
  const bom = paths.bom(productId, bomId)
  const housingId = await id(`select id from boms where name->>'en' = $1`, 'Housing and packaging')
  const assemblyId = await id(`select id from boms where name->>'en' = $1`, 'Final assembly')
  const partId = await id('select id from parts where number = $1', 'WL-10-0004')
  const changeId = await id(`select id from changes where product_id = $1 and state = 'pendingApproval'`, productId)
  const specId = await id('select id from specs where number = $1', 'WL-20-SPEC-01')
  const designSetId = await id('select id from design_sets where number = $1', 'WL-20-DES-01')
  const packageId = await id('select id from packages where number = $1', 'WL-20-PKG-002')
  const goldenId = await id('select id from golden_packages where number = $1', 'WL-20-GLD-01')
  const draftGoldenId = await id('select id from golden_packages where number = $1', 'WL-20-GLD-02')
  const firmwareLineId = await id('select id from firmware_lines where number = $1', 'WL-20-FW-01')
  const flashPackageId = await id('select id from flash_packages where number = $1', 'WL-20-FLP-01')
  const firmwareBuildId = await id(`select id from firmware_builds where version = $1`, '1.0.0')
  const shippedBuildId = await id(`select id from firmware_builds where version = $1`, '0.9.2')
  const firmwareLine = paths.firmwareLine(productId, firmwareLineId)
  const drilled = await id(
    `select f.id from design_files f join design_sets s on s.current_revision_id = f.revision_id
     where f.name = $1 and f.removed_at is null`,
    'wl-20-PTH.drl',
  )
  const pinId = await id('select id from design_pins where name_key = $1', 'wl-20-pth.drl')
  const modelSetId = await id('select set_id as id from design_pins where name_key = $1', 'wl-20-housing.step')
  const modelFileId = await id('select id from design_files where name_key = $1', 'wl-20-housing.step')
  const model = paths.designView(productId, modelSetId, modelFileId)
  const sheetSetId = await id('select set_id as id from design_files where name_key = $1', 'wl-20.kicad_sch')
  const sheetFileId = await id('select id from design_files where name_key = $1', 'wl-20.kicad_sch')
  const sheet = paths.designView(productId, sheetSetId, sheetFileId)
  const board = paths.designView(productId, designSetId, drilled)
  const pin = paths.designView(productId, designSetId, drilled, pinId)
  const cloudSpecId = await id('select id from specs where number = $1', 'WL-20-SPEC-02')
  const eqId = await id(
    'select thread_id as id from engineering_queries where product_id = $1 and outcome is null',
    productId,
  )
  const requirementId = await id(
    `select requirement_id as id from requirements where spec_id = $1 and code = 'R-003'`,
    specId,
  )
  const spec = paths.spec(productId, specId)
  const requirement = paths.requirement(productId, specId, requirementId)
  return [
    { name: 'sign-in', path: paths.signIn(), who: null },
    { name: 'home', path: paths.home(), who: engineers },
    { name: 'product', path: paths.product(productId), who: engineers },
    { name: 'partners', path: paths.partners(productId), who: owner },
    { name: 'bom', path: bom, who: engineers },
    { name: 'bom-dark', path: bom, who: engineers, dark: true, small: true },
    {
      name: 'question',
      path: paths.bomLine(productId, bomId, lineId),
      who: engineers,
      small: true,
      prepare: showQuestion,
    },
    { name: 'parts', path: paths.parts(), who: engineers },
    { name: 'part', path: paths.part(partId), who: brand },
    { name: 'bom-structure', path: paths.bomStructure(productId, assemblyId), who: engineers },
    { name: 'bom-totals', path: `${paths.bomStructure(productId, bomId)}?view=totals&quantity=500`, who: engineers },
    { name: 'bom-cost', path: paths.bomCost(productId, bomId), who: brand },
    { name: 'bom-compare', path: paths.bomCompare(productId, housingId), who: engineers },
    { name: 'supply', path: paths.bomSupply(productId, bomId), who: engineers },
    { name: 'change', path: paths.change(productId, changeId), who: engineers },
    { name: 'questions', path: paths.threads(productId), who: engineers },
    { name: 'spec', path: spec, who: engineers, prepare: awaitRequirements },
    { name: 'requirement', path: requirement, who: engineers, prepare: awaitRequirements },
    { name: 'compare', path: paths.specCompare(productId, cloudSpecId), who: engineers },
    { name: 'contract', path: paths.contract(productId, cloudSpecId), who: engineers },
    { name: 'redlines', path: paths.redlines(productId, cloudSpecId), who: engineers },
    { name: 'read-back', path: paths.readBacks(productId, cloudSpecId), who: engineers },
    { name: 'translations', path: paths.translations(productId), who: engineers, prepare: openFirstText },
    { name: 'eq', path: paths.eq(productId, eqId), who: engineers },
    { name: 'gates', path: paths.gates(productId), who: engineers },
    { name: 'designs', path: paths.design(productId, designSetId), who: engineers, prepare: awaitReadings },
    { name: 'design-viewer', path: board, who: engineers, prepare: awaitPicture },
    { name: 'design-viewer-top', path: board, who: engineers, prepare: lookFromAbove },
    { name: 'phone-design-pin', path: pin, who: engineers, phone: true, prepare: awaitPicture },
    { name: 'design-model', path: model, who: engineers, prepare: awaitPicture },
    { name: 'design-schematic', path: sheet, who: brand, prepare: awaitPicture },
    { name: 'phone-design-model', path: model, who: engineers, phone: true, prepare: awaitPicture },
    {
      name: 'design-compare',
      path: paths.designCompare(productId, designSetId),
      who: engineers,
      prepare: awaitPicture,
    },
    { name: 'phone-designs', path: paths.design(productId, designSetId), who: engineers, phone: true },
    { name: 'packages', path: paths.packages(productId), who: brand },
    { name: 'package', path: paths.package(productId, packageId), who: engineers },
    { name: 'phone-package', path: paths.package(productId, packageId), who: engineers, phone: true },
    { name: 'golden', path: paths.golden(productId, goldenId), who: engineers },
    { name: 'golden-draft', path: paths.golden(productId, draftGoldenId), who: brand },
    { name: 'phone-golden', path: paths.golden(productId, goldenId), who: engineers, phone: true },
    { name: 'firmware', path: firmwareLine, who: engineers },
    {
      name: 'firmware-build',
      path: paths.firmwareBuild(productId, firmwareLineId, firmwareBuildId, shippedBuildId),
      who: brand,
    },
    {
      name: 'phone-firmware',
      path: paths.firmwareBuild(productId, firmwareLineId, shippedBuildId),
      who: engineers,
      phone: true,
    },
    { name: 'search', path: paths.search('漏水'), who: engineers },
    { name: 'import', path: paths.newImport(productId), who: brand, prepare: chooseFile },
    { name: 'inbox', path: paths.inbox(), who: engineers },
    { name: 'flashing', path: paths.flashing(productId, 'WL20-000008'), who: engineers, small: true },
    { name: 'flash-package', path: paths.flashPackage(productId, flashPackageId), who: engineers, small: true },
    { name: 'phone-station', path: paths.flashStation(productId, flashPackageId), who: engineers, phone: true },
    { name: 'api-tokens', path: paths.settings.apiTokens(), who: owner, small: true },
    { name: 'members', path: paths.settings.members(), who: owner },
    { name: 'phone-home', path: paths.home(), who: engineers, phone: true },
    { name: 'phone-bom', path: bom, who: engineers, phone: true },
    { name: 'phone-substitutes', path: paths.substitutions(productId, bomId), who: engineers, phone: true },
    { name: 'phone-spec', path: spec, who: engineers, phone: true, prepare: awaitRequirements },
    { name: 'phone-compare', path: paths.specCompare(productId, cloudSpecId), who: engineers, phone: true },
    { name: 'phone-redlines', path: paths.redlines(productId, cloudSpecId), who: engineers, phone: true },
    {
      name: 'phone-question',
      path: paths.bomLine(productId, bomId, lineId),
      who: engineers,
      phone: true,
      prepare: showQuestion,
    },
  ]
}

async function chooseFile(page: Page): Promise<void> {
  const file = join(projectRoot(), 'db', 'seed', 'boms', 'wl-20-housing-and-packaging.csv')
  await page.getByTestId('bom-file').setInputFiles(file)
  await page.getByRole('grid').waitFor()
}

/** A long document follows its page on its own. */
const awaitRequirements = (page: Page): Promise<void> => page.getByRole('treegrid').waitFor()

/** What waits the longest, with both languages side by side. */
async function openFirstText(page: Page): Promise<void> {
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('textbox').first().waitFor()
}

async function showQuestion(page: Page): Promise<void> {
  const question = page.getByRole('article')
  await question.waitFor()
  await question.evaluate((element) => element.closest('section')?.scrollIntoView({ block: 'start' }))
}

async function shoot(browser: Browser, scene: Scene, language: Language, file: string): Promise<void> {
  const { who, path, phone = false, small = false, dark = false, prepare } = scene
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : small ? { width: 1120, height: 690 } : { width: 1280, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    timezoneId: language === 'en' ? 'America/Los_Angeles' : 'Asia/Shanghai',
    isMobile: phone,
    hasTouch: phone,
  })
  if (who === null) await speak(context, language)
  else {
    const [person] = await rows<{ id: string; orgId: string }>(
      `select users.id, members.org_id as "orgId" from users join members on members.user_id = users.id where email = $1`,
      [who[language]],
    )
    if (!person) throw new Error(`${who[language]} is not in the demo`)
    await rows('update users set locale = $2 where id = $1', [person.id, language])
    await enter(context, { session: await openSession(person.id, person.orgId), locale: language })
  }
  const page = await context.newPage()
  await visit(page, `${instance.url}${path}`)
  if (prepare) {
    await prepare(page)
    await settled(page)
  }
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  await context.close()
}
