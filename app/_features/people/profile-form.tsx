'use client'
import { useMutation, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { Group, Skeleton, Stack } from '@/app/_components/ui/layout'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { Text } from '@/app/_components/ui/text'
import { useTRPC } from '@/app/_lib/trpc'
import { useFields } from '@/app/_lib/use-fields'
import { useFormError } from '@/app/_lib/use-form-error'
import { languages, type Language } from '@/server/kernel/bilingual'
import { HonorificField } from './honorific-field'
import { NameFields } from './name-fields'
import { TimeZoneSelect } from './time-zone-select'

/** Knows how Chinese names are spelled, which takes a dictionary: it comes after the form. */
const NamePreview = lazy(() => import('./name-preview').then(({ NamePreview: Loaded }) => ({ default: Loaded })))

const isLanguage = (text: string): text is Language => languages.some((language) => language === text)

export function ProfileForm() {
  const { t } = useTranslation(['people', 'common'])
  const trpc = useTRPC()
  const router = useRouter()
  const { data: profile, refetch } = useSuspenseQuery(trpc.people.getProfile.queryOptions())
  const { familyNameZh, givenNameZh, familyNameEn, givenNameEn, honorific, timeZone } = profile
  const locale: string = profile.locale
  const form = useFields({ familyNameZh, givenNameZh, familyNameEn, givenNameEn, honorific, locale, timeZone })
  const save = useMutation(
    trpc.people.updateProfile.mutationOptions({
      onSuccess: async () => {
        notify({ message: t('people:profile.saved') })
        await refetch()
        router.refresh()
      },
    }),
  )
  const known = ['name', 'familyNameZh', 'givenNameZh', 'familyNameEn', 'givenNameEn', 'honorific', 'timeZone']
  const { fields, rest } = useFormError(known)(save.error)
  return (
    <Panel title={t('people:profile.names')}>
      <Form
        method="post"
        onSubmit={(event) => {
          event.preventDefault()
          const chosen = isLanguage(form.values.locale) ? form.values.locale : profile.locale
          save.mutate({ ...form.values, locale: chosen, version: profile.version })
        }}
      >
        <Stack gap="md" maw={520}>
          <ErrorNotice error={rest} />
          <NameFields both text={form.text} error={fields['name']} />
          <HonorificField
            familyNameZh={form.values.familyNameZh}
            value={form.values.honorific}
            onChange={(value) => form.set('honorific', value)}
            error={fields['honorific']}
          />
          <Suspense fallback={<Skeleton height={22} />}>
            <NamePreview names={form.values} email={profile.email} />
          </Suspense>
          <div>
            <Text id="profile-language" fw="var(--mantine-font-weight-medium)" size="sm">
              {t('people:profile.locale')}
            </Text>
            <Text size="xs" c="dimmed" mb={6}>
              {t('people:profile.localeHint')}
            </Text>
            <SegmentedControl
              aria-labelledby="profile-language"
              data={languages.map((language) => ({ value: language, label: t(`common:language.${language}`) }))}
              value={form.values.locale}
              onChange={(value) => form.set('locale', value)}
            />
          </div>
          <TimeZoneSelect
            label={t('people:profile.timeZone')}
            description={t('people:profile.timeZoneHint')}
            value={form.values.timeZone}
            onChange={(zone) => form.set('timeZone', zone)}
            error={fields['timeZone']}
          />
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t('common:actions.save')}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Panel>
  )
}
