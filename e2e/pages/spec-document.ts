import { expect, type Locator, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import type { Section, ValueField } from '@/server/domains/specs/rules/requirement'
import type { Spec } from '../fixtures/specs'
import type { Product } from '../fixtures/world'
import { texts, type Language } from '../texts'
import { visit } from './settled'

/** A specification: its list of requirements, and the one that is open beside it. */
export class SpecDocument {
  readonly list: Locator
  readonly search: Locator
  readonly panel: Locator
  readonly #t

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.#t = texts[language]
    this.list = page.getByRole('treegrid')
    this.search = page.getByRole('searchbox', { name: this.#t('specs:doc.search') })
    this.panel = page.getByRole('complementary')
  }

  async open({ productId }: Product, { specId }: Pick<Spec, 'specId'>): Promise<void> {
    await visit(this.page, paths.spec(productId, specId))
    await expect(this.list).toBeVisible()
  }

  /** Begins a specification with the template of the product's kind; the English text binds. */
  async beginFromTemplate({ productId }: Product, name: Readonly<{ en: string; zh: string }>): Promise<void> {
    await visit(this.page, paths.specs(productId))
    await this.page.getByRole('button', { name: this.#t('specs:list.new') }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel(this.#t('specs:create.nameEn')).fill(name.en)
    await dialog.getByLabel(this.#t('specs:create.nameZh')).fill(name.zh)
    await dialog
      .getByRole('combobox', { name: this.#t('specs:create.governing') })
      .selectOption(this.#t('common:language.en'))
    await expect(dialog.getByRole('radio', { name: this.#t('specs:create.template') })).toBeChecked()
    await dialog.getByRole('button', { name: this.#t('specs:create.create') }).click()
    await expect(this.list).toBeVisible()
  }

  /** Selects everything, takes what stays out of the selection, and removes the rest in one go. */
  async keepOnly(stays: readonly Readonly<{ code: string; section: Section }>[]): Promise<void> {
    const { page } = this
    const all = await this.total()
    await this.list.locator('[data-id]').first().focus()
    await page.keyboard.press('Control+a')
    const bar = page.getByRole('toolbar', { name: this.#t('specs:bulk.label') })
    await expect(bar).toContainText(this.#t('specs:bulk.count', { count: all }))
    const sections = page.getByRole('navigation', { name: this.#t('specs:doc.sections') })
    for (const { code, section } of stays) {
      await sections.getByRole('button', { name: new RegExp(`^${this.#t(`specs:section.${section}`)}`) }).click()
      const box = this.row(code).getByRole('checkbox')
      await box.click()
      await expect(box).not.toBeChecked()
    }
    await bar.getByRole('button', { name: this.#t('specs:bulk.remove') }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(this.#t('specs:bulk.removeTitle', { count: all - stays.length }))
    await dialog.getByRole('button', { name: this.#t('specs:bulk.remove') }).click()
    await expect.poll(() => this.codes()).toEqual(stays.map(({ code }) => code))
  }

  row(text: string | RegExp): Locator {
    return this.list.locator('tbody').getByRole('row').filter({ hasText: text })
  }

  /** The codes in sight, top to bottom. */
  codes(): Promise<string[]> {
    return this.list
      .locator('[data-id]')
      .evaluateAll((rows) => rows.map((row) => /R-\d+/.exec(row.textContent ?? '')?.[0] ?? ''))
  }

  /** How many requirements the list holds. */
  async total(): Promise<number> {
    return Number(await this.list.getAttribute('aria-rowcount')) - 1 - (await this.headings())
  }

  headings(): Promise<number> {
    return this.page
      .getByRole('navigation', { name: this.#t('specs:doc.sections') })
      .getByRole('button')
      .count()
  }

  /** Opens one to read. */
  async read(code: string): Promise<void> {
    await this.row(code).click()
    await expect(this.panel).toContainText(code)
  }

  async edit(code: string): Promise<void> {
    await this.read(code)
    await this.panel.getByRole('button', { name: this.#t('specs:requirement.edit'), exact: true }).click()
    await expect(this.text('title', 'en')).toBeVisible()
  }

  text(field: 'title' | 'text' | 'condition', language: Language): Locator {
    const what = this.#t(`specs:requirement.${field}`)
    const name = this.#t('language:editor.label', { what, language: this.#t(`language:name.${language}`) })
    return this.panel.getByRole('textbox', { name, exact: true })
  }

  figure(field: ValueField | 'unit'): Locator {
    return this.panel.getByRole('textbox', { name: this.#t(`specs:figures.${field}`), exact: true })
  }

  /** A choice of the form: how it is verified, where it stands. */
  choice(field: 'verification' | 'section'): Locator {
    return this.panel.getByRole('combobox', { name: this.#t(`specs:requirement.${field}`), exact: true })
  }

  get save(): Locator {
    return this.panel.getByRole('button', { name: this.#t('specs:editor.save'), exact: true })
  }

  /** What the checks have found, and the way to them. */
  checks(count: number): Locator {
    return this.page.getByRole('button', { name: this.#t('specs:doc.checks', { count }) })
  }

  /** What a row is dragged by. */
  grip(code: string): Locator {
    return this.row(code).locator('[data-grip]')
  }

  /** Takes hold of a row and brings it over another place, without letting go. */
  async hold(code: string, over: Locator, where: 'above' | 'below'): Promise<void> {
    const [from, to] = [await middle(this.grip(code)), await box(over)]
    await this.page.mouse.move(from.x, from.y)
    await this.page.mouse.down()
    await this.page.mouse.move(from.x, from.y + 10)
    await this.page.mouse.move(from.x, to.y + to.height * (where === 'above' ? 0.25 : 0.75), { steps: 5 })
    await expect(this.list).toHaveAttribute('data-dragging')
  }

  async letGo(): Promise<void> {
    await this.page.mouse.up()
    await expect(this.list).not.toHaveAttribute('data-dragging')
  }

  /** The same with a finger, in one go. */
  async dragByFinger(code: string, over: Locator): Promise<void> {
    // Clear of the bar at the foot of a phone, too.
    await this.grip(code).evaluate((grip) => grip.scrollIntoView({ block: 'center' }))
    const [from, to] = [await middle(this.grip(code)), await box(over)]
    const session = await this.page.context().newCDPSession(this.page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] })
    await touch('touchStart', from.y)
    const target = to.y + to.height * 0.25
    for (let step = 1; step <= 8; step++) await touch('touchMove', from.y + ((target - from.y) * step) / 8)
    await touch('touchEnd')
    await session.detach()
  }

  /** Both versions of a field two people changed. */
  conflict(field: 'values.max' | `title.${Language}`): Locator {
    return this.panel.getByRole('group', { name: this.#t(`specs:field.${field}`) })
  }
}

async function box(of: Locator) {
  const found = await of.boundingBox()
  if (!found) throw new Error('not in sight')
  return found
}
async function middle(of: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await box(of)
  return { x: x + width / 2, y: y + height / 2 }
}
