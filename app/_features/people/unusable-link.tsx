import { Button } from '@mantine/core'
import Link from 'next/link'
import { getT } from '@/app/_lib/server'
import { AuthCard } from './auth-card'

/** A link that was used, has expired or never was; `again` is where to ask for another. */
export async function UnusableLink({ again }: { again: string }) {
  const t = await getT()
  return (
    <AuthCard title={t('people:unusable.title')} hint={t('people:unusable.body')}>
      <Button component={Link} href={again}>
        {t('people:unusable.again')}
      </Button>
    </AuthCard>
  )
}
