import { paths } from '@/app/_lib/paths'
import { rows } from '../fixtures/database'
import { mailedPath } from '../fixtures/mailbox'
import { freshEmail, makeOrg, makePerson, openSession } from '../fixtures/people'
import { expect, test } from '../fixtures/test'
import { Account, goodPassword } from '../pages/account'
import { reload, visit } from '../pages/settled'
import { texts } from '../texts'

const phoneAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1'

// What is the same in both languages is shown in one; every page is looked at in both.
for (const language of ['en'] as const) {
  const t = texts[language]
  const somebody = async () => makePerson({ locale: language, orgId: await makeOrg('brand') })

  test(`a sign-in link is opened by mail scanners and used by a button (${language})`, async ({
    browserFor,
    request,
  }) => {
    const person = await somebody()
    const page = await browserFor(language)
    await visit(page, paths.signIn())
    await page.getByRole('link', { name: t('people:signIn.byLink') }).click()
    await expect(page.getByRole('heading', { name: t('people:link.title') })).toBeVisible()
    await page.getByLabel(t('people:signIn.email'), { exact: true }).fill(person.email)
    await page.getByRole('button', { name: t('people:link.submit') }).click()
    await expect(page.getByText(t('people:sent.title'))).toBeVisible()
    const link = await mailedPath(person.email, 'signInLink')

    for (let scan = 0; scan < 2; scan++) expect((await request.get(link)).ok()).toBe(true)

    await visit(page, link)
    await expect(page.getByText(person.email)).toBeVisible()
    await page.getByRole('button', { name: t('people:magic.submit') }).click()
    await expect(page.getByRole('button', { name: t('common:nav.account') })).toBeVisible()

    const later = await browserFor(language)
    await visit(later, link)
    await expect(later.getByText(t('people:unusable.title'))).toBeVisible()
  })

  test(`a forgotten password is replaced by mail and ends every other session (${language})`, async ({
    browserFor,
  }) => {
    const person = await somebody()
    const elsewhere = await browserFor(person)
    await visit(elsewhere, paths.home())
    await expect(elsewhere.getByRole('button', { name: t('common:nav.account') })).toBeVisible()

    const page = await browserFor(language)
    const account = new Account(page, language)
    await visit(page, paths.signIn())
    await page.getByRole('link', { name: t('people:signIn.forgot') }).click()
    await expect(page.getByRole('heading', { name: t('people:forgot.title') })).toBeVisible()
    await page.getByLabel(t('people:signIn.email'), { exact: true }).fill(person.email)
    await page.getByRole('button', { name: t('people:forgot.submit') }).click()
    await visit(page, await mailedPath(person.email, 'passwordReset'))
    await account.password(t('people:password.new')).fill(goodPassword)
    await page.getByRole('button', { name: t('people:reset.submit') }).click()
    await expect(page.getByRole('button', { name: t('common:nav.account') })).toBeVisible()

    await elsewhere.reload()
    await expect(elsewhere).toHaveURL(new RegExp(paths.signIn()))

    await elsewhere.getByLabel(t('people:signIn.email'), { exact: true }).fill(person.email)
    await new Account(elsewhere, language).password(t('people:password.label')).fill('not the password')
    await elsewhere.getByRole('button', { name: t('people:signIn.submit'), exact: true }).click()
    await expect(elsewhere.getByText(t('errors:people.signInFailed'))).toBeVisible()
    await new Account(elsewhere, language).password(t('people:password.label')).fill(goodPassword)
    await elsewhere.getByRole('button', { name: t('people:signIn.submit'), exact: true }).click()
    await expect(elsewhere.getByRole('button', { name: t('common:nav.account') })).toBeVisible()
  })

  test(`somebody without a mailbox learns that mail needs an address (${language})`, async ({ browserFor }) => {
    const person = await makePerson({
      locale: language,
      orgId: await makeOrg('manufacturer'),
      email: freshEmail('wechat').replace('people.example', 'no-email.invalid'),
    })
    await rows('update users set email_verified = null where id = $1', [person.userId])
    const page = await browserFor(person)
    await visit(page, paths.settings.notifications())
    await expect(page.getByText(t('notifications:settings.noMailbox'))).toBeVisible()
    await expect(page.getByRole('switch').first()).toBeDisabled()
    await page.getByRole('link', { name: t('notifications:settings.addMailbox') }).click()
    await expect(page.getByText(t('people:email.noneHint'))).toBeVisible()
  })

  test(`a signed-in device is listed and ended from another (${language})`, async ({ browserFor }) => {
    const person = await somebody()
    const lost = await browserFor({ ...person, session: await openSession(person.userId, person.orgId, phoneAgent) })
    await visit(lost, paths.products())
    const page = await browserFor(person)
    await visit(page, paths.settings.security())
    const device = t('people:sessions.device', { browser: 'Safari', system: 'iPhone' })
    await expect(page.getByText(device)).toBeVisible()
    await page.getByRole('button', { name: t('people:sessions.endLabel', { device }) }).click()
    await expect(page.getByText(device)).toHaveCount(0)
    await lost.reload()
    await expect(lost).toHaveURL(new RegExp(paths.signIn()))
    await reload(page)
    await expect(page.getByText(t('people:sessions.here'))).toBeVisible()
  })
}
