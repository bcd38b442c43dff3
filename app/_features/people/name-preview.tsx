import { useTranslation } from 'react-i18next'
import { Text } from '@/app/_components/ui/text'
import { displayNames, type Names } from '@/server/domains/people/rules/names'

/** How others will see the name being typed, in both languages. */
export function NamePreview({ names, email }: { names: Names & { honorific: string }; email: string }) {
  const { t } = useTranslation('people')
  const preview = displayNames(names, email)
  const titled = (name: string) => [name, names.honorific].filter(Boolean).join(' · ')
  return (
    <Text size="sm" c="dimmed" aria-live="polite">
      {t('profile.preview')} <strong lang="en">{titled(preview.displayNameEn)}</strong> {t('profile.inEnglish')}
      {' / '}
      <strong lang="zh-CN">{titled(preview.displayNameZh)}</strong> {t('profile.inChinese')}
    </Text>
  )
}
