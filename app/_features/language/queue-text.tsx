'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Button } from '@/app/_components/ui/button'
import { useViewer } from '@/app/_lib/viewer'
import { BilingualEditor } from './bilingual-editor'
import { BilingualState } from './bilingual-state'
import type { QueueItem, Said, TypedText } from './types'
import { Responsible } from './responsible'
import { placeOf } from './use-save-text'
import type { Assign } from './use-assign'
import { useWhat } from './use-what'
import classes from './queue-page.module.css'

type Props = Readonly<{
  item: QueueItem
  autoFocus: boolean
  busy: boolean
  error: unknown
  onSave: (next: TypedText, said: Said) => void
  onLeave: () => void
  assign: Assign
}>

/** One text of the queue, open for work, with the way to where it stands. */
export function QueueText({ item, autoFocus, busy, error, onSave, onLeave, assign }: Props) {
  const { t } = useTranslation('language')
  const what = useWhat()
  const { org } = useViewer()
  const { sourceLocked, path } = placeOf(item)
  const writable = item.mayWrite
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.text}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onLeave()
      }}
    >
      <header className={classes.textHead}>
        <h2 className={classes.title}>{what(item)}</h2>
        <Button component={Link} href={path(item)} size="compact-sm" variant="default">
          {t('queue.open')}
        </Button>
      </header>
      <Responsible item={item} assign={assign} />
      {writable ? (
        <BilingualEditor
          value={item.body}
          label={what(item)}
          keepAs={item.key}
          critical={item.critical}
          keepsMachine
          sourceLocked={sourceLocked}
          place={{ productId: item.productId, partnerOrgId: org?.kind === 'brand' ? item.partnerOrgId : null }}
          autoFocus={autoFocus}
          maxLength={8_000}
          busy={busy}
          error={error}
          onSave={onSave}
        />
      ) : (
        <>
          <p className={classes.readOnly}>
            <BilingualWords text={item.body} both />
          </p>
          <BilingualState text={item.body} />
          <p className={classes.hint}>{t('queue.readOnly')}</p>
        </>
      )}
    </div>
  )
}
