'use client'
import { useMediaQuery, useWindowEvent } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Group, Stack } from '@/app/_components/ui/layout'
import type { SpecData } from '../use-spec-data'
import { ChooseFile } from './choose-file'
import { ColumnTable } from './column-table'
import classes from './exchange-dialog.module.css'
import type { Opening } from './opening'
import { PasteBox } from './paste-box'
import { ProblemList } from './problem-list'
import type { Tally } from './proposal'
import { ProposalView } from './proposal-view'
import { useExchange } from './use-exchange'

export type ExchangeDialogProps = Readonly<{
  opened: boolean
  /** How it was opened, or was last. */
  opening: Opening | null
  revisionId: string
  data: SpecData
  onClose: () => void
}>

/** A workbook or a pasted table, compared with the draft and accepted item by item. */
export function ExchangeDialog({ opened, opening, revisionId, data, onClose }: ExchangeDialogProps) {
  const { t } = useTranslation('specs')
  const phone = useMediaQuery('(max-width: 48em)')
  const undecided = useRef(false)
  const [asking, setAsking] = useState(false)
  const leave = () => {
    undecided.current = false
    setAsking(false)
    onClose()
  }
  return (
    <DialogOpened
      opened={opened}
      // A press beside it does not throw decisions away, and closing asks while there are any.
      closeOnClickOutside={false}
      onClose={() => (undecided.current ? setAsking(true) : leave())}
      title={t(opening?.kind === 'paste' ? 'exchange.pasteTitle' : 'exchange.importTitle')}
      size="min(1080px, 100%)"
      fullScreen={phone ?? false}
    >
      {opening && (
        <Exchange
          opening={opening}
          revisionId={revisionId}
          data={data}
          leaving={asking}
          onUndecided={(now) => (undecided.current = now)}
          onStay={() => setAsking(false)}
          onLeave={leave}
          onClose={() => (undecided.current ? setAsking(true) : leave())}
        />
      )}
    </DialogOpened>
  )
}

type Props = Readonly<{
  opening: Opening
  revisionId: string
  data: SpecData
  /** Whether closing was asked for while there is something to lose. */
  leaving: boolean
  onUndecided: (undecided: boolean) => void
  onStay: () => void
  onLeave: () => void
  onClose: () => void
}>

function Exchange({ opening, revisionId, data, leaving, onUndecided, onStay, onLeave, onClose }: Props) {
  const { t } = useTranslation(['specs', 'common'])
  const summary = useSummary()
  const submit = useRef<HTMLButtonElement>(null)
  // What it was opened with is taken once; after going back there is nothing yet.
  const [begun, setBegun] = useState(opening)
  const exchange = useExchange(revisionId, (done) => {
    notify({ message: summary(done) })
    onLeave()
  })
  const { decisions, source, tally } = exchange
  const undecided = decisions !== null && decisions.items.length > 0
  useEffect(() => {
    onUndecided(undecided)
  })
  const total = tally === null ? 0 : tally.changed + tally.added + tally.removed + tally.order
  const pasted = decisions?.source.kind === 'paste' ? decisions.source : null
  const busy = exchange.applying || exchange.asking
  const apply = () => {
    if (total > 0 && !busy) exchange.apply()
  }
  // From wherever the focus is: a button that waits has lost it.
  useWindowEvent('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    apply()
  })
  return (
    <Stack gap="sm">
      {leaving && (
        <Alert color="yellow" variant="light" title={t('specs:exchange.leaveTitle')}>
          <Group gap="sm">
            <span>{t('specs:exchange.leaveBody')}</span>
            <Button
              size="compact-md"
              autoFocus
              onClick={() => {
                onStay()
                submit.current?.focus()
              }}
            >
              {t('specs:exchange.stay')}
            </Button>
            <Button size="compact-md" variant="default" onClick={onLeave}>
              {t('specs:exchange.leave')}
            </Button>
          </Group>
        </Alert>
      )}
      {decisions === null ? (
        begun.kind === 'paste' ? (
          <PasteBox pasted={begun.text} busy={exchange.asking} onSource={exchange.start} />
        ) : (
          <ChooseFile
            dropped={begun.file}
            sending={
              exchange.asking && source?.kind === 'file' ? { name: source.file.name, share: exchange.share } : null
            }
            onSource={exchange.start}
          />
        )
      ) : (
        <>
          <Group justify="space-between" gap="sm">
            <strong className={classes.source}>
              {decisions.source.kind === 'file'
                ? t('specs:exchange.fromFile', {
                    name: decisions.source.file.name,
                    count: decisions.answer.proposal.rows,
                  })
                : t('specs:exchange.fromPaste', { count: decisions.answer.proposal.rows })}
            </strong>
            <Button
              size="compact-md"
              variant="subtle"
              color="gray"
              onClick={() => {
                setBegun(begun.kind === 'paste' ? { kind: 'paste', text: '' } : { kind: 'file', file: null })
                exchange.restart()
              }}
            >
              {t(pasted ? 'specs:exchange.pasteOther' : 'specs:exchange.chooseOther')}
            </Button>
          </Group>
          {pasted && decisions.answer.columns && (
            <ColumnTable
              text={pasted.text}
              columns={decisions.answer.columns}
              busy={exchange.asking}
              onChange={(columns) => exchange.readAs({ ...pasted, columns })}
            />
          )}
          <ProblemList problems={decisions.answer.proposal.problems} />
          <ProposalView
            items={decisions.items}
            ticked={decisions.ticked}
            meanwhile={decisions.meanwhile}
            rows={decisions.answer.proposal.rows}
            exported={decisions.answer.proposal.exported}
            data={data}
            onTick={exchange.tick}
          />
        </>
      )}
      <ErrorNotice error={exchange.error} {...(exchange.retry && { onRetry: exchange.retry })} />
      <div className={classes.foot}>
        {undecided && (
          <Button ref={submit} loading={busy} disabled={total === 0} onClick={apply}>
            {t('specs:exchange.apply', { count: total })}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t(undecided ? 'common:actions.cancel' : 'common:actions.close')}
        </Button>
        {undecided && tally && (
          <output className={classes.summary}>
            {total === 0 ? t('specs:exchange.nothingTicked') : summary(tally)}
          </output>
        )}
      </div>
    </Stack>
  )
}

/** What would be done or was, in one line: `3 added, 12 changed`. */
function useSummary(): (tally: Tally) => string {
  const { t } = useTranslation('specs')
  return ({ added, changed, removed, order }) =>
    [
      added > 0 && t('exchange.done.added', { count: added }),
      changed > 0 && t('exchange.done.changed', { count: changed }),
      removed > 0 && t('exchange.done.removed', { count: removed }),
      order > 0 && t('exchange.done.order'),
    ]
      .filter(Boolean)
      .join(t('exchange.done.comma'))
}
