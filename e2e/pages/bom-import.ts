import { expect, type Locator, type Page } from '@playwright/test'
import type { CanonicalField } from '@/server/domains/boms/importing/fields'
import type { Upload } from '../fixtures/files'
import { texts, type Language } from '../texts'
import { settled } from './settled'

/** A file on its way in: chosen, corrected, accepted. */
export class BomImport {
  readonly headerRow: Locator
  readonly #t

  constructor(
    readonly page: Page,
    language: Language,
  ) {
    this.#t = texts[language]
    this.headerRow = page.getByRole('combobox', { name: this.#t('boms:import.headerRow') })
  }

  async choose(file: Upload): Promise<void> {
    await this.page.getByTestId('bom-file').setInputFiles(file)
    await expect(this.page.getByRole('heading', { name: file.name })).toBeVisible()
  }

  async useAsHeader(row: number): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('boms:import.useAsHeader', { row }) }).click()
    await expect(this.headerRow).toHaveValue(String(row))
  }

  column(letter: string): Locator {
    return this.page.getByRole('combobox', { name: new RegExp(`^${letter} `) })
  }

  async map(letter: string, field: CanonicalField): Promise<void> {
    await this.column(letter).selectOption(field)
    await expect(this.column(letter)).toHaveValue(field)
    await settled(this.page)
  }

  /** The button that stores so many lines; it is there only while the preview says so many. */
  accept(lines: number): Locator {
    return this.page.getByRole('button', {
      name: this.#t('boms:import.accept', { lines: this.#t('boms:lines', { count: lines }) }),
    })
  }
}
