'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { useFieldErrors } from '@/app/_lib/errors'
import { useTRPC } from '@/app/_lib/trpc'
import { lineLabel } from '../line-text'
import { LossFields, statedLoss, typedLoss } from './loss-fields'
import classes from './mbom.module.css'
import type { MbomLine } from './types'

type Props = Readonly<{
  bomId: string
  line: MbomLine
  /** What the brand's BOM says of it. */ brandSays: string
  onClose: () => void
}>

/** What the factory reckons to lose of one line of the brand. */
export function LossDialog({ bomId, line, brandSays, onClose }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const fieldErrors = useFieldErrors()
  const [loss, setLoss] = useState(typedLoss(line))
  const set = useMutation(
    trpc.boms.setLoss.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() })
        onClose()
      },
    }),
  )
  return (
    <Dialog opened onClose={onClose} title={t('mbom.setTitle', { line: lineLabel(line) })}>
      <Form
        onSubmit={(event) => {
          event.preventDefault()
          set.mutate({ bomId, lineKey: line.key, version: line.lossVersion, ...statedLoss(loss) })
        }}
      >
        <Stack gap="sm">
          {brandSays !== '' && <p>{t('mbom.brandSays', { loss: brandSays })}</p>}
          <LossFields loss={loss} errors={fieldErrors(set.error)} onChange={setLoss} />
          <p className={classes.dim}>{t('mbom.setHint')}</p>
          <ErrorNotice error={set.error} />
          <DialogActions onClose={onClose}>
            <Button type="submit" loading={set.isPending}>
              {t('common:actions.save')}
            </Button>
          </DialogActions>
        </Stack>
      </Form>
    </Dialog>
  )
}
