'use client'
import { IconColumns3 } from '@tabler/icons-react'
import { lazy, Suspense, useState, type ComponentPropsWithRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import type { ColumnKey } from './columns'

export type ColumnChooserProps = Readonly<{
  columns: readonly ColumnKey[]
  onColumns: (columns: readonly ColumnKey[]) => void
  prices: boolean
}>

const load = () => import('./column-chooser-opened')
const Opened = lazy(async () => ({ default: (await load()).ColumnChooserOpened }))

/** Which columns the grid shows. The list is fetched when a hand or the keyboard comes near. */
export function ColumnChooser(props: ColumnChooserProps) {
  const [wanted, setWanted] = useState(false)
  const come = () => void load()
  const button = <ColumnButton onPointerEnter={come} onFocus={come} onClick={() => setWanted(true)} />
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <Opened {...props} />
    </Suspense>
  )
}

export function ColumnButton(props: Omit<ComponentPropsWithRef<'button'>, 'color'>) {
  const { t } = useTranslation('boms')
  return (
    <Button
      aria-haspopup="dialog"
      {...props}
      size="compact-md"
      variant="default"
      leftSection={<IconColumns3 size={16} stroke={1.6} aria-hidden />}
    >
      {t('grid.columns')}
    </Button>
  )
}
