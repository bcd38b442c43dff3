'use client'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '@/app/_components/side-panel'
import { LineEditor, type Placing } from './line-editor'

type Props = Readonly<{
  productId: string
  revisionId: string
  seesPrices: boolean
  place: Placing
  onDone: (added?: string) => void
}>

/** The form of a line that is added to a draft. */
export function AddPanel({ onDone, ...rest }: Props) {
  const { t } = useTranslation('bomRevisions')
  return (
    <SidePanel label={t('edit.add')} title={t('edit.add')} closeLabel={t('release.close')} onClose={() => onDone()}>
      <LineEditor {...rest} line={null} onDone={onDone} />
    </SidePanel>
  )
}
