import { paths } from '@/app/_lib/paths'
import { makeOrg, makePerson } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { Account } from '../pages/account'
import { settled } from '../pages/settled'
import { texts } from '../texts'

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['zh'] as const) {
  const t = texts[language]

  test(`what is typed before the scripts arrive is not lost (${language})`, async ({ browserFor }) => {
    const person = await makePerson({ locale: language, orgId: await makeOrg('brand') })
    const page = await browserFor(language)
    const account = new Account(page, language)
    let arrive = () => {}
    const arrival = new Promise<void>((resolve) => (arrive = resolve))
    await page.route('**/_next/static/**/*.js*', async (route) => {
      await arrival
      await route.continue()
    })

    await page.goto(paths.signIn(), { waitUntil: 'commit' })
    const email = page.getByLabel(t('people:signIn.email'), { exact: true })
    await email.fill(person.email)
    await account.password(t('people:password.label')).fill('not the password')
    arrive()
    await settled(page)
    await page.getByRole('button', { name: t('people:signIn.submit'), exact: true }).click()

    await expect(page.getByText(t('errors:people.signInFailed'))).toBeVisible()
    await expect(email).toHaveValue(person.email)
  })
}
