import { Autocomplete } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Mantine } from '@/app/_components/mantine'
import { honorificsFor } from '@/server/domains/people/rules/honorifics'

export type HonorificProps = Readonly<{
  familyNameZh: string
  value: string
  onChange: (value: string) => void
  error?: string
}>

/** How to be addressed, with what is usual for the name as suggestions. All of them, whatever is typed. */
export function HonorificOpened({ familyNameZh, ...props }: HonorificProps) {
  const { t } = useTranslation('people')
  return (
    <Mantine>
      <Autocomplete
        label={t('profile.honorific')}
        description={t('profile.honorificHint')}
        data={honorificsFor(familyNameZh)}
        filter={({ options }) => options}
        maxLength={20}
        {...props}
      />
    </Mantine>
  )
}
