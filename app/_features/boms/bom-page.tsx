'use client'
import { ActionIcon, Button, Menu, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import {
  IconArchive,
  IconDots,
  IconDownload,
  IconFileSpreadsheet,
  IconFileText,
  IconMessages,
  IconPencil,
  IconPrinter,
  IconUpload,
} from '@tabler/icons-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { BomGrid } from './bom-grid'
import classes from './bom-page.module.css'
import { GridSkeleton } from './grid-skeleton'
import { PrintTable } from './print-table'
import { RenameDialog } from './rename-dialog'
import { SidePanel } from './side-panel'
import type { Bom } from './types'

type Props = Readonly<{
  bomId: string
  /** Null: the newest. */
  revisionId: string | null
  /** The line a link leads to. */
  linkedLine: string | null
  /** A link leads to a question about the BOM as a whole. */
  asksAboutBom: boolean
  lineQuestions: QuestionsOf
  bomQuestions: QuestionsOf
}>
export type QuestionsOf = (subject: Readonly<{ id: string; label: string }>) => ReactNode

/** A BOM: its revisions, its lines, and what can be done with it. */
export function BomPage({ bomId, revisionId, linkedLine, asksAboutBom, lineQuestions, bomQuestions }: Props) {
  const { t } = useTranslation(['boms', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const router = useRouter()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  // Unknown until the browser has been asked, and then a skeleton: neither layout is drawn by mistake.
  const phone = useMediaQuery('(max-width: 48em)')
  const [printing, setPrinting] = useState(false)
  const [asking, setAsking] = useState(asksAboutBom)
  const revision = bom.revisions.find(({ id }) => id === (revisionId ?? bom.currentRevisionId)) ?? bom.revisions[0]
  if (!revision) return null
  const newest = bom.currentRevisionId === revision.id
  const choose = (id: string | null) =>
    router.push(
      id === null || id === bom.currentRevisionId
        ? paths.bom(bom.productId, bomId)
        : `${paths.bom(bom.productId, bomId)}?revision=${id}`,
    )
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.words}>
          <h1 className={classes.name}>{format.text(bom.name)}</h1>
          <span className={classes.facts}>
            {t('lines', { count: revision.lineCount })} · {t('placements', { count: revision.placementCount })} ·{' '}
            {format.day(revision.createdAt)}
          </span>
        </div>
        <div className={`${classes.actions} no-print`}>
          <Select
            size="sm"
            w={150}
            allowDeselect={false}
            aria-label={t('revisionPicker')}
            data={bom.revisions.map(({ id, number }) => ({ value: id, label: t('revision', { number }) }))}
            value={revision.id}
            onChange={choose}
          />
          {bom.mayWrite && (
            <Action
              phone={phone === true}
              label={t('newRevision')}
              icon={<IconUpload size={17} aria-hidden />}
              href={`${paths.newImport(bom.productId)}?bom=${bomId}`}
            />
          )}
          <Action
            phone={phone === true}
            label={t('line.thread')}
            icon={<IconMessages size={17} aria-hidden />}
            pressed={asking}
            onClick={() => setAsking(!asking)}
          />
          <BomMenu bom={bom} revisionId={revision.id} onPrint={() => setPrinting(true)} />
        </div>
      </header>
      {!newest && (
        <output className={classes.older}>
          {t('olderRevision', { number: revision.number })}{' '}
          <button type="button" className={classes.link} onClick={() => choose(null)}>
            {t('showNewest')}
          </button>
        </output>
      )}
      {printing ? (
        <PrintTable bom={bom} revision={revision} onDone={() => setPrinting(false)} />
      ) : phone === undefined ? (
        <GridSkeleton />
      ) : (
        <BomGrid
          key={revision.id}
          bom={bom}
          revision={revision}
          phone={phone}
          linkedLine={linkedLine}
          questionsOf={lineQuestions}
          aside={
            asking && (
              <SidePanel label={t('line.thread')} title={format.text(bom.name)} onClose={() => setAsking(false)}>
                {bomQuestions({ id: bomId, label: format.text(bom.name) })}
              </SidePanel>
            )
          }
        />
      )}
    </div>
  )
}

type ActionProps = Readonly<{
  phone: boolean
  label: string
  icon: ReactNode
  href?: string
  pressed?: boolean
  onClick?: () => void
}>

/** A button of the header; on a phone only its icon has room. */
function Action({ phone, label, icon, href, pressed, onClick }: ActionProps) {
  const shared = { variant: 'default', 'aria-pressed': pressed, onClick } as const
  if (phone) {
    return href === undefined ? (
      <ActionIcon {...shared} size={44} aria-label={label}>
        {icon}
      </ActionIcon>
    ) : (
      <ActionIcon {...shared} size={44} aria-label={label} component={Link} href={href}>
        {icon}
      </ActionIcon>
    )
  }
  return href === undefined ? (
    <Button {...shared} size="sm" leftSection={icon}>
      {label}
    </Button>
  ) : (
    <Button {...shared} size="sm" leftSection={icon} component={Link} href={href}>
      {label}
    </Button>
  )
}

function BomMenu({ bom, revisionId, onPrint }: { bom: Bom; revisionId: string; onPrint: () => void }) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [renaming, setRenaming] = useState(false)
  const archived = bom.archivedAt !== null
  const archive = useMutation(
    trpc.boms.archiveBom.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() }),
    }),
  )
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('menu')}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={paths.files.bomExport(revisionId, 'xlsx')}
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          >
            {t('export.xlsx')}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={paths.files.bomExport(revisionId, 'csv')}
            leftSection={<IconFileText size={16} aria-hidden />}
          >
            {t('export.csv')}
          </Menu.Item>
          {bom.seesPrices && (
            <Menu.Item
              component="a"
              href={paths.files.bomOriginal(revisionId)}
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('export.original')}
            </Menu.Item>
          )}
          <Menu.Item onClick={onPrint} leftSection={<IconPrinter size={16} aria-hidden />}>
            {t('grid.print')}
          </Menu.Item>
          {bom.mayWrite && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => setRenaming(true)} leftSection={<IconPencil size={16} aria-hidden />}>
                {t('rename.action')}
              </Menu.Item>
              <Menu.Item
                onClick={() => archive.mutate({ bomId: bom.id, version: bom.version, archived: !archived })}
                leftSection={<IconArchive size={16} aria-hidden />}
              >
                {t(archived ? 'restore' : 'archive')}
              </Menu.Item>
            </>
          )}
          <Menu.Divider />
          <Menu.Item component={Link} href={`${paths.boms(bom.productId)}?all=1`}>
            {t('all')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ErrorNotice error={archive.error} />
      {renaming && <RenameDialog bom={bom} onClose={() => setRenaming(false)} />}
    </>
  )
}
