'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { Button } from '@/app/_components/ui/button'

/** Says that nothing is left of the revision a pin was placed in. */
export function PinGone({ href, revision }: Readonly<{ href: string; revision: string }>) {
  const { t } = useTranslation('designViewer')
  return (
    <EmptyState
      title={t('pin.goneTitle')}
      action={
        <Button component={Link} href={href} variant="default">
          {t('pin.openSet')}
        </Button>
      }
    >
      {t('pin.goneBody', { revision })}
    </EmptyState>
  )
}
