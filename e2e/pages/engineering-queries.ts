import { type Locator, type Page } from '@playwright/test'
import type { Disposition, EqOutcome } from '@/server/domains/threads/rules/engineering-query'
import type { Upload } from '../fixtures/files'
import { texts, type Language } from '../texts'

type Query = Readonly<{ title: string; proposal: string; disposition: Disposition }>

/** Raising and deciding engineering queries, wherever they stand. */
export class EngineeringQueries {
  readonly #t

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.#t = texts[language]
  }

  get form(): Locator {
    return this.page.getByRole('dialog')
  }

  get decision(): Locator {
    return this.page.getByRole('region', { name: this.#t('threads:eq.decide.title') })
  }

  async start(): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('threads:eq.action') }).click()
  }

  async attach(file: Upload): Promise<void> {
    await this.form.getByTestId('attachment-file').setInputFiles(file)
  }

  async fill({ title, proposal, disposition }: Query): Promise<void> {
    await this.form.getByLabel(this.#t('threads:eq.form.titleLabel')).fill(title)
    await this.form
      .getByLabel(this.#t('threads:eq.form.disposition'))
      .selectOption(this.#t(`threads:eq.disposition.${disposition}`))
    await this.proposal.fill(proposal)
  }

  get proposal(): Locator {
    const language = this.#t(`threads:write.${this.language}`)
    return this.form.getByRole('textbox', { name: `${this.#t('threads:eq.form.proposal')} – ${language}` })
  }

  async send(): Promise<void> {
    await this.form.getByRole('button', { name: this.#t('threads:eq.form.send') }).click()
  }

  async decide(outcome: EqOutcome, words: string): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('threads:eq.decide.action'), exact: true }).click()
    await this.decision.getByRole('radio', { name: this.#t(`threads:eq.outcome.${outcome}`) }).check()
    const language = this.#t(`threads:write.${this.language}`)
    await this.decision
      .getByRole('textbox', { name: `${this.#t('threads:eq.decide.words')} – ${language}` })
      .fill(words)
    await this.decision.getByRole('button', { name: this.#t('threads:eq.decide.send') }).click()
  }
}
