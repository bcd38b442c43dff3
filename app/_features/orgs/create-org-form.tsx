'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Switch } from '@/app/_components/ui/choices'
import { Stack } from '@/app/_components/ui/layout'
import { AuthCard } from '@/app/_features/people/auth-card'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { defaultsFor } from '@/server/domains/orgs/rules/places'
import { orgKinds, type OrgKind } from '@/server/kernel/actor'
import { NameAndRegistration, Place, type IdentityValues } from './org-fields'
import classes from './create-org-form.module.css'

const fieldNames = ['name', 'country', 'city', 'timeZone', 'currency', 'uscc']

/** Founds a company and goes on to `next`. Everything but its name is filled in from the browser and the reader's language. */
export function CreateOrgForm({ first, next }: { first: boolean; next: string }) {
  const { t } = useTranslation(['orgs', 'common'])
  const trpc = useTRPC()
  const locale = useLocale()
  const { kind: likelyKind, ...place } = defaultsFor(locale, 'UTC')
  const identity = useFields<IdentityValues>({
    ...{ legalNameEn: '', legalNameZh: '', city: '', uscc: '', website: '' },
    ...place,
  })
  const [kind, setKind] = useState<OrgKind>(likelyKind)
  const [listed, setListed] = useState(true)
  const { replace } = identity
  const prefilled = useRef(false)
  useEffect(() => {
    // Only the browser knows its zone; what it suggests is filled in once, before anything is typed.
    if (prefilled.current) return
    prefilled.current = true
    const { country, timeZone, currency } = defaultsFor(
      locale,
      Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    )
    replace((now) => ({ ...now, country, timeZone, currency }))
  }, [locale, replace])
  const create = useMutation(trpc.orgs.createOrg.mutationOptions({ onSuccess: () => window.location.assign(next) }))
  const { fields, rest } = useFormError(fieldNames)(create.error)
  return (
    <AuthCard
      title={t(first ? 'orgs:welcome.title' : 'orgs:welcome.another')}
      hint={t('orgs:welcome.hint')}
      foot={t('orgs:welcome.invited')}
    >
      <Form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate({ ...identity.values, kind, listed })
        }}
      >
        <Stack gap="lg">
          <ErrorNotice error={rest} />
          <fieldset className={classes.kinds}>
            <legend className={classes.legend}>
              <span>{t('orgs:kind.label')}</span> <small>{t('orgs:kind.fixed')}</small>
            </legend>
            {orgKinds.map((each) => (
              <label key={each} className={classes.kind}>
                <input type="radio" name="kind" value={each} checked={kind === each} onChange={() => setKind(each)} />
                <span className={classes.kindName}>{t(`common:orgKind.${each}`)}</span>
                <span className={classes.kindHint}>{t(`orgs:kind.${each}Hint`)}</span>
              </label>
            ))}
          </fieldset>
          <NameAndRegistration form={identity} errors={fields} />
          <Place form={identity} errors={fields} />
          {kind === 'manufacturer' && (
            <Switch
              label={t('orgs:field.listed')}
              description={t('orgs:field.listedHint')}
              checked={listed}
              onChange={({ currentTarget }) => setListed(currentTarget.checked)}
            />
          )}
          <Button type="submit" loading={create.isPending || create.isSuccess}>
            {t('orgs:welcome.submit')}
          </Button>
        </Stack>
      </Form>
    </AuthCard>
  )
}
