import { expect, type Locator, type Page } from '@playwright/test'
import { paths } from '@/app/_lib/paths'
import type { ValueField } from '@/server/domains/specs/rules/requirement'
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

  get save(): Locator {
    return this.panel.getByRole('button', { name: this.#t('specs:editor.save'), exact: true })
  }

  /** Both versions of a field two people changed. */
  conflict(field: 'values.max' | 'title.en'): Locator {
    return this.panel.getByRole('group', { name: this.#t(`specs:field.${field}`) })
  }
}
