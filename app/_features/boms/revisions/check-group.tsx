'use client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Chip } from '@/app/_components/chip'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button } from '@/app/_components/ui/button'
import { useTRPC } from '@/app/_lib/trpc'
import { useRefreshed } from '../use-refreshed'
import classes from './release-panel.module.css'
import type { CheckGroupOf, Finding, Release, Waiving } from './types'

type Props = Readonly<{
  group: CheckGroupOf
  release: Release
  onLine: (lineId: string) => void
  onWaive: (waiving: Waiving) => void
}>

/** One check with the lines it speaks about; each leads to its line. */
export function CheckGroup({ group, release, onLine, onWaive }: Props) {
  const { t } = useTranslation('bomRevisions')
  const { check, count, blocking, waived, findings } = group
  const open = findings.filter(({ waiver, lineId }) => waiver === null && lineId !== null)
  const able = findings[0]?.waivable ?? null
  const tone = blocking > 0 ? 'red' : waived === count ? 'muted' : 'amber'
  const word = blocking > 0 ? t('release.blocks') : waived === count ? t('release.allWaived') : t('release.warns')
  return (
    <details className={classes.group} open={blocking > 0}>
      <summary className={classes.summary}>
        <span className={classes.code}>{t(`check.${check}`)}</span>
        <Chip tone={tone}>{word}</Chip>
        <span className={classes.count}>{count}</span>
      </summary>
      {release.may.waive && able !== null && open.length > 1 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onWaive({ check: able, lineIds: open.flatMap(({ lineId }) => lineId ?? []) })}
        >
          {t('release.waiveAll', { count: open.length })}
        </Button>
      )}
      <ul className={classes.list}>
        {findings.map((finding) => (
          <FindingRow
            key={finding.lineId ?? 'whole'}
            finding={finding}
            release={release}
            onLine={onLine}
            onWaive={onWaive}
          />
        ))}
      </ul>
      {count > findings.length && (
        <p className={classes.dim}>{t('release.more', { count: count - findings.length })}</p>
      )}
    </details>
  )
}

type RowProps = Readonly<Omit<Props, 'group'> & { finding: Finding }>

function FindingRow({ finding, release, onLine, onWaive }: RowProps) {
  const { t } = useTranslation('bomRevisions')
  const { lineId, line, waivable, waiver } = finding
  const detail = useDetail(finding)
  if (lineId === null) return detail === '' ? null : <li>{detail}</li>
  return (
    <li className={classes.finding}>
      <button
        type="button"
        className={classes.go}
        aria-label={t('release.goLine', { line })}
        onClick={() => onLine(lineId)}
      >
        <span className={classes.dim}>{finding.position}</span> <span className="mono">{line}</span>
        {detail !== '' && <span className={classes.dim}> · {detail}</span>}
      </button>
      {waiver !== null && (
        <p className={classes.reason}>
          <strong>{t('release.waivedBecause')}</strong> <BilingualWords text={waiver.reason} />
        </p>
      )}
      {release.may.waive && waivable !== null && waiver === null && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => onWaive({ check: waivable, lineIds: [lineId] })}
        >
          {t('release.waive')}
        </Button>
      )}
      {release.may.waive && waivable !== null && waiver !== null && (
        <Unwaive revisionId={release.revisionId} check={waivable} lineId={lineId} />
      )}
    </li>
  )
}

function Unwaive({ revisionId, check, lineId }: { revisionId: string; check: Waiving['check']; lineId: string }) {
  const { t } = useTranslation('bomRevisions')
  const trpc = useTRPC()
  const refreshed = useRefreshed()
  const unwaive = useMutation(trpc.boms.waiveCheck.mutationOptions({ onSuccess: () => refreshed() }))
  return (
    <>
      <ErrorNotice error={unwaive.error} />
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        loading={unwaive.isPending}
        onClick={() => unwaive.mutate({ revisionId, check, lineIds: [lineId], reason: null })}
      >
        {t('release.unwaive')}
      </Button>
    </>
  )
}

/** What exactly a check found on a line, in the reader's language. */
function useDetail({ check, params }: Finding): string {
  const { t, i18n } = useTranslation(['bomRevisions', 'boms'])
  const say = (key: string) => String(params[key] ?? '')
  switch (check) {
    case 'unresolvedFlag': {
      const flag = say('flag')
      return i18n.exists(`boms:flag.${flag}`) ? t(`boms:flag.${flag}` as 'boms:flag.BOM-W094') : flag
    }
    case 'quantityDiffers':
      return t('bomRevisions:detail.quantityDiffers', { quantity: say('quantity'), refs: say('refs') })
    case 'duplicateReference':
      return say('refs')
    case 'childUnreleased':
      return say('child')
    case 'notRecommended':
      return say('lastTimeBuy') === '' ? '' : t('bomRevisions:detail.lastTimeBuy', { day: say('lastTimeBuy') })
    case 'alternatesProposed':
      return t('bomRevisions:detail.alternates', { count: Number(params['alternates'] ?? 0) })
    default:
      return ''
  }
}
