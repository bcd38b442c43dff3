'use client'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Switch } from '@/app/_components/ui/choices'
import { TextInput } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Badge } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { NameAndRegistration, Place, type IdentityValues } from './org-fields'

const fieldNames = ['name', 'country', 'city', 'timeZone', 'currency', 'uscc', 'website', 'about.en', 'about.zh']

/** The company's own record; readable by every member, changed by owners and admins. */
export function OrgForm() {
  const { t } = useTranslation(['orgs', 'common'])
  const trpc = useTRPC()
  const locale = useLocale()
  const router = useRouter()
  const { data: org, refetch } = useSuspenseQuery(trpc.orgs.getOrg.queryOptions())
  const { legalNameEn, legalNameZh, country, city, timeZone, currency, website, listed, kind, mayEdit } = org
  const form = useFields<IdentityValues>({
    ...{ legalNameEn, legalNameZh, country, city, timeZone, currency, website },
    uscc: org.uscc ?? '',
  })
  const about = useFields({ en: org.about?.en ?? '', zh: org.about?.zh ?? '' })
  const [visible, setVisible] = useState(listed)
  const save = useMutation(
    trpc.orgs.updateOrg.mutationOptions({
      onSuccess: async () => {
        notify({ message: t('orgs:organization.saved') })
        await refetch()
        router.refresh()
      },
    }),
  )
  const { fields, rest } = useFormError(fieldNames)(save.error)
  const submit = () => {
    const source = org.about?.source ?? locale
    save.mutate({ ...form.values, about: { ...about.values, source }, listed: visible, version: org.version })
  }
  const part = { form, errors: fields, readOnly: !mayEdit }
  const abouts = [
    <Textarea
      key="en"
      label={t('orgs:field.aboutEn')}
      description={t('orgs:field.aboutHint')}
      lang="en"
      autosize
      minRows={3}
      maxRows={10}
      readOnly={!mayEdit}
      error={fields['about.en']}
      {...about.text('en')}
    />,
    <Textarea
      key="zh"
      label={t('orgs:field.aboutZh')}
      lang="zh-CN"
      autosize
      minRows={3}
      maxRows={10}
      readOnly={!mayEdit}
      error={fields['about.zh']}
      {...about.text('zh')}
    />,
  ]
  return (
    <>
      <PageHeader
        title={t('orgs:organization.title')}
        hint={t('orgs:organization.hint')}
        actions={
          <Badge variant="default" tt="none">
            {t(`common:orgKind.${kind}`)}
          </Badge>
        }
      />
      {!mayEdit && <Alert variant="light">{t('orgs:organization.readOnly')}</Alert>}
      <Form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          <ErrorNotice error={rest} />
          <Panel title={t('orgs:organization.identity')}>
            <NameAndRegistration {...part} />
          </Panel>
          <Panel title={t('orgs:organization.place')}>
            <Place {...part} />
          </Panel>
          <Panel title={t('orgs:organization.presentation')}>
            <Stack gap="md">
              <TextInput
                label={t('orgs:field.website')}
                type="url"
                inputMode="url"
                readOnly={!mayEdit}
                error={fields['website']}
                {...form.text('website')}
              />
              {locale === 'zh' ? abouts.toReversed() : abouts}
              {kind === 'manufacturer' && (
                <Switch
                  label={t('orgs:field.listed')}
                  description={t('orgs:field.listedHint')}
                  disabled={!mayEdit}
                  checked={visible}
                  onChange={({ currentTarget }) => setVisible(currentTarget.checked)}
                />
              )}
            </Stack>
          </Panel>
          {mayEdit && (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {t('common:actions.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </Form>
    </>
  )
}
