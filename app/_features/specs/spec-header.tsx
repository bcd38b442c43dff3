'use client'
import { useClipboard } from '@mantine/hooks'
import { IconChecklist, IconMessages, IconPlus } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, UnstyledButton } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { beside } from '@/app/_components/beside'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { languageTags } from '@/locales/config'
import { readIn } from '@/server/kernel/bilingual'
import { Binding } from './binding'
import type { Opening } from './exchange/opening'
import classes from './spec-header.module.css'
import { StateBadge } from './state-badge'
import type { Revision, RevisionSummary, Spec } from './types'
import type { SpecData } from './use-spec-data'

// The server draws both; their scripts follow the page.
const RevisionActions = beside(
  () => import('./sign-off/revision-actions').then((module) => module.RevisionActions),
  () => null,
)
const SpecMenu = beside(
  () => import('./spec-menu').then((module) => module.SpecMenu),
  () => <span className={classes.menu} />,
)

export type Aside = 'checks' | 'questions'

type Props = Readonly<{
  spec: Spec
  summary: RevisionSummary
  revision: Revision | undefined
  data: SpecData
  aside: Aside | null
  onAside: (aside: Aside | null) => void
  onAdd: (() => void) | null
  onPrint: () => void
  /** Null for those who do not edit the draft. */
  onExchange: ((opening: Opening) => void) | null
}>

/** What the document is, which revision is read, how it stands, and what can be done. */
export function SpecHeader({ spec, summary, revision, data, aside, onAside, onAdd, onPrint, onExchange }: Props) {
  const { t } = useTranslation(['specs', 'common'])
  const { locale } = useFormat()
  const name = readIn(locale, summary.head.name)
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.name}>
          <span className={classes.number}>{summary.head.number}</span>{' '}
          <span lang={languageTags[name.language]}>{name.text}</span>
        </h1>
        <div className={classes.facts}>
          <StateBadge state={summary.state} />
          {spec.archivedAt !== null && <Mark tone="plain">{t('specs:list.archived')}</Mark>}
          <Binding letter={spec.releasedLetter} state={spec.releasedState} />
          {summary.contentHash !== null && <Hash hash={summary.contentHash} />}
          <AsideButton kind="checks" aside={aside} onAside={onAside}>
            <ChecksLabel data={data} />
          </AsideButton>
          <AsideButton kind="questions" aside={aside} onAside={onAside}>
            {t('specs:doc.questions')}
            {data.questionsOfSpec > 0 && ` ${data.questionsOfSpec}`}
          </AsideButton>
        </div>
      </div>
      <div className={`${classes.actions} no-print`}>
        <RevisionPicker spec={spec} summary={summary} />
        <div className={classes.steps}>{revision && <RevisionActions spec={spec} revision={revision} />}</div>
        {onAdd && (
          <Button
            size="sm"
            variant="default"
            aria-label={t('specs:doc.add')}
            leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}
            onClick={onAdd}
          >
            <span className={classes.label}>{t('specs:doc.add')}</span>
          </Button>
        )}
        <span className={classes.more}>
          <SpecMenu spec={spec} revisionId={summary.id} onPrint={onPrint} onExchange={onExchange} />
        </span>
      </div>
    </header>
  )
}

function ChecksLabel({ data: { checks, checksLoaded } }: { data: SpecData }) {
  const { t } = useTranslation('specs')
  const blocking = checks.filter((check) => check.blocking).length
  if (!checksLoaded) return <>{t('check.title')}</>
  if (checks.length === 0) return <>{t('doc.checksNone')}</>
  return (
    <>
      {t('doc.checks', { count: checks.length })}
      {blocking > 0 && <strong className={classes.blocking}> · {t('doc.blocking', { count: blocking })}</strong>}
    </>
  )
}

type AsideProps = Readonly<{
  kind: Aside
  aside: Aside | null
  onAside: (aside: Aside | null) => void
  children: ReactNode
}>

const AsideButton = ({ kind, aside, onAside, children }: AsideProps) => (
  <UnstyledButton
    className={`${classes.aside} no-print`}
    aria-pressed={aside === kind}
    onClick={() => onAside(aside === kind ? null : kind)}
  >
    {kind === 'checks' ? <IconChecklist size={15} aria-hidden /> : <IconMessages size={15} aria-hidden />}
    <span>{children}</span>
  </UnstyledButton>
)

/** The first eight digits, as people compare them aloud; pressing copies all of it. */
function Hash({ hash }: { hash: string }) {
  const { t } = useTranslation(['specs', 'common'])
  const clipboard = useClipboard()
  return (
    <UnstyledButton
      className={classes.hash}
      title={hash}
      aria-label={`${t('specs:doc.hashCopy')} ${hash.slice(0, 8)}`}
      onClick={() => clipboard.copy(hash)}
    >
      {clipboard.copied ? t('common:actions.copied') : t('specs:doc.hash', { hash: hash.slice(0, 8) })}
    </UnstyledButton>
  )
}

function RevisionPicker({ spec, summary }: { spec: Spec; summary: RevisionSummary }) {
  const { t } = useTranslation('specs')
  const router = useRouter()
  return (
    <NativeSelect
      size="sm"
      className={classes.picker}
      aria-label={t('doc.revisionPicker')}
      value={summary.id}
      onChange={(event) => {
        const id = event.currentTarget.value
        router.push(
          id === spec.currentRevisionId
            ? paths.spec(spec.productId, spec.id)
            : paths.specRevision(spec.productId, spec.id, id),
        )
      }}
      data={spec.revisions.map(({ id, number, letter, state }) => ({
        value: id,
        label: t('doc.workingOption', { number: letter ?? number, state: t(`state.${state}`) }),
      }))}
    />
  )
}
