import { expect, type Locator, type Page } from '@playwright/test'
import { texts, type Language } from '../texts'

type Step = 'submit' | 'releaseFirst' | 'sendBack' | 'withdraw' | 'start'

/** The life of a BOM revision as the page shows it: its notice, the panel of checks, the form of a line. */
export class BomRevision {
  readonly notice: Locator
  readonly panel: Locator
  readonly dialog: Locator
  readonly #t

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.#t = texts[language]
    this.notice = page.getByRole('region', { name: this.#t('bomRevisions:notice.label') })
    this.panel = page.getByRole('complementary', { name: this.#t('bomRevisions:release.title') })
    this.dialog = page.getByRole('dialog')
  }

  async openRelease(): Promise<void> {
    const [open, record] = [this.#t('bomRevisions:release.open'), this.#t('bomRevisions:release.record')]
    await this.notice.getByRole('button', { name: new RegExp(`^(${open}|${record})$`) }).click()
    await expect(this.panel).toBeVisible()
  }

  /** Says why, in the reader's own language. */
  async say(words: string): Promise<void> {
    const label = this.#t('bomRevisions:release.reason')
    await this.dialog
      .getByRole('textbox', { name: this.#t(`common:reason.field.${this.language}`, { label }) })
      .fill(words)
  }

  async waive(reason: string): Promise<void> {
    await this.panel
      .getByRole('button', { name: this.#t('bomRevisions:release.waive'), exact: true })
      .first()
      .click()
    await this.say(reason)
    await this.dialog.getByRole('button', { name: this.#t('bomRevisions:release.waiveDo'), exact: true }).click()
    await this.closed()
  }

  async take(step: Step): Promise<void> {
    const name = this.#t(`bomRevisions:release.${step}`)
    await this.panel.getByRole('button', { name, exact: true }).click()
    await this.dialog.getByRole('button', { name, exact: true }).click()
    await this.closed()
  }

  /** A dialog that stays says why. */
  async closed(): Promise<void> {
    await expect.poll(() => this.dialog.allInnerTexts()).toEqual([])
  }

  /** Writes one cell of the line that is open. */
  async edit(field: 'mpn' | 'refs' | 'quantity', value: string): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('bomRevisions:edit.action'), exact: true }).click()
    await this.type(field, value)
    await this.save()
  }

  async type(field: 'mpn' | 'refs' | 'quantity', value: string): Promise<void> {
    await this.page.getByLabel(this.#t(`bomRevisions:field.${field}`), { exact: true }).fill(value)
  }

  async save(): Promise<void> {
    const button = this.page.getByRole('button', { name: this.#t('bomRevisions:edit.save'), exact: true })
    await button.click()
    await expect(button).toHaveCount(0)
  }
}
