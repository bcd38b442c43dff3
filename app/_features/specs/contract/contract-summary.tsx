'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Mark } from '@/app/_features/products/mark'
import { paths } from '@/app/_lib/paths'
import type { ContractStanding } from '@/server/domains/specs/queries/contracts'
import type { RevisionSummary, Spec } from '../types'
import classes from './contract-summary.module.css'

type Props = Readonly<{
  spec: Pick<Spec, 'id' | 'productId'>
  revision: Pick<RevisionSummary, 'id'>
  /** Null where the revision has no contract. */
  contract: ContractStanding | null
  /** Whether the reader could write one. */
  editable: boolean
}>

/** The cloud contract of a revision in one line: the way to it, its version, and what it means for devices in the field. */
export function ContractSummary({ spec, revision, contract, editable }: Props) {
  const { t } = useTranslation('specs')
  if (contract === null && !editable) return <span className={classes.none}>{t('contract.summary.none')}</span>
  const change = contract?.change ?? null
  return (
    <span className={classes.summary}>
      <Link className={classes.way} href={paths.contract(spec.productId, spec.id, revision.id)}>
        {contract === null ? t('contract.summary.write') : t('contract.summary.version', { version: contract.version })}
      </Link>
      {contract !== null && change !== null && change.level !== 'identical' && (
        <>
          <Mark tone={change.level === 'breaking' ? 'amber' : 'good'}>{t(`contract.level.${change.level}`)}</Mark>
          <span className={classes.released}>
            {contract.versionProblem === null
              ? t('contract.summary.released', { version: contract.released })
              : t('contract.standing.required', { required: contract.requiredVersion })}
          </span>
        </>
      )}
    </span>
  )
}
