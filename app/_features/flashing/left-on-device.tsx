'use client'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/app/_components/text-link'
import { Alert } from '@/app/_components/ui/alert'
import { paths } from '@/app/_lib/paths'
import type { ListedFlashPackage } from '@/server/domains/flashing/queries/list-packages'
import { storedFor } from './use-station-queue'

type Props = Readonly<{ productId: string; packages: readonly ListedFlashPackage[] }>

/** Results that a station page of this device has not sent yet, or nobody has looked at, whatever became of their package. */
export function LeftOnDevice({ productId, packages }: Props) {
  const { t } = useTranslation('flashing')
  const [left, setLeft] = useState<readonly ListedFlashPackage[]>([])
  useEffect(() => {
    // The server cannot know it: read once the page is there.
    const start = setTimeout(() =>
      setLeft(
        packages.filter(({ id }) => {
          const { waiting, refused } = storedFor(id)
          return waiting.length + refused.length > 0
        }),
      ),
    )
    return () => clearTimeout(start)
  }, [packages])
  return left.map(({ id, number }) => (
    <Alert key={id} color="yellow" variant="light">
      <TextLink href={paths.flashStation(productId, id)}>{t('station.leftOn', { number })}</TextLink>
    </Alert>
  ))
}
