'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import classes from './contract.module.css'
import { toDraft, type Editing } from './draft'
import { ImportButton } from './import-button'

type Props = Readonly<{
  revisionId: string
  /** A first contract is begun in this tab and not saved. */
  kept: boolean
  onResume: () => void
  onBegin: (editing: Editing) => void
}>

/** Ways to a first contract: the template of the product's vertical, a small example, a file. Nothing is stored yet. */
export function ContractStart({ revisionId, kept, onResume, onBegin }: Props) {
  const { t } = useTranslation(['specs', 'products'])
  const trpc = useTRPC()
  const starter = useQuery(trpc.specs.getContractStarter.queryOptions({ revisionId }))
  const begin = (contract: CloudContract) => onBegin({ base: null, version: 0, draft: toDraft(contract) })
  if (kept)
    return (
      <Button onClick={onResume} size="md">
        {t('specs:contract.view.continue')}
      </Button>
    )
  return (
    <div className={classes.starters}>
      <ErrorNotice error={starter.error} onRetry={() => void starter.refetch()} />
      <Button loading={starter.isLoading} onClick={() => starter.data && begin(starter.data.template)}>
        {t('specs:contract.view.fromTemplate', {
          vertical: starter.data ? t(`products:vertical.${starter.data.vertical}`) : '…',
        })}
      </Button>
      <Button variant="default" loading={starter.isLoading} onClick={() => starter.data && begin(starter.data.example)}>
        {t('specs:contract.view.fromExample')}
      </Button>
      <ImportButton label={t('specs:contract.view.fromFile')} onContract={begin} />
    </div>
  )
}
