'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { Button } from '@/app/_components/ui/button'
import { paths } from '@/app/_lib/paths'

/** An invitation that leads nowhere, without saying why to whoever guesses. */
export function MissingInvitation() {
  const { t } = useTranslation(['products', 'common'])
  return (
    <EmptyState
      title={t('invitation.missing')}
      action={
        <Button component={Link} href={paths.home()} variant="default">
          {t('common:notFound.home')}
        </Button>
      }
    >
      {t('invitation.missingBody')}
    </EmptyState>
  )
}
