import { type Locator, type Page } from '@playwright/test'
import { texts, type Language } from '../texts'

/** Questions about one thing, where the thing is. */
export class Questions {
  readonly #t

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.#t = texts[language]
  }

  get question(): Locator {
    return this.field(this.#t('threads:ask.title'), this.language)
  }

  get answer(): Locator {
    return this.field(this.#t('threads:reply.label'), this.language)
  }

  field(label: string, written: Language): Locator {
    return this.page.getByRole('textbox', { name: `${label} – ${this.#t(`threads:write.${written}`)}` })
  }

  async ask(text: string): Promise<void> {
    await this.question.fill(text)
    await this.page.getByRole('button', { name: this.#t('threads:ask.send'), exact: true }).click()
  }

  async reply(text: string): Promise<void> {
    await this.answer.fill(text)
    await this.page.getByRole('button', { name: this.#t('threads:reply.send'), exact: true }).click()
  }

  post(text: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text })
  }

  async resolve(): Promise<void> {
    await this.page.getByRole('button', { name: this.#t('threads:thread.resolve') }).click()
  }
}
