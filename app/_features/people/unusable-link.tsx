import { LinkButton } from '@/app/_components/link-button'
import { getT } from '@/app/_lib/server'
import { AuthCard } from './auth-card'

/** A link that was used, has expired or never was; `again` is where to ask for another. */
export async function UnusableLink({ again }: { again: string }) {
  const t = await getT()
  return (
    <AuthCard title={t('people:unusable.title')} hint={t('people:unusable.body')}>
      <LinkButton href={again}>{t('people:unusable.again')}</LinkButton>
    </AuthCard>
  )
}
