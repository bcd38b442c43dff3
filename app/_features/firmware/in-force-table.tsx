'use client'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import type { IssueDialogProps } from '@/app/_features/flashing/issue-dialog'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { firmwareChannels } from '@/server/domains/firmware/lifecycle'
import type { FirmwareLineView } from '@/server/domains/firmware/queries/get-line'
import { isForFactory } from '@/server/domains/firmware/rules/approval'
import classes from './in-force-table.module.css'

const IssueDialog = onFirstUse<IssueDialogProps>(() =>
  import('@/app/_features/flashing/issue-dialog').then((module) => module.IssueDialog),
)

/** Which build each board gets from each channel now. */
export function InForceTable({ line }: { line: FirmwareLineView }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const { inForce, brand } = line
  const boards = [
    ...new Set([...(brand?.facts.boards ?? []), ...inForce.map(({ boardRevision }) => boardRevision)]),
  ].toSorted(format.compare)
  const channels = firmwareChannels.filter((channel) => line.owner || isForFactory(channel))
  return (
    <Panel title={t('inForce.title')} flush>
      {boards.length === 0 ? (
        <p className={classes.none}>{t('inForce.none')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('inForce.channel')}</th>
                {boards.map((board) => (
                  <th key={board} scope="col">
                    {t('inForce.board', { board })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {channels.map((channel) => (
                <tr key={channel}>
                  <th scope="row">{t(`channel.${channel}`)}</th>
                  {boards.map((board) => {
                    const found = inForce.find((each) => each.channel === channel && each.boardRevision === board)
                    return (
                      <td key={board}>
                        {found ? (
                          <>
                            <Link
                              className={classes.version}
                              href={paths.firmwareBuild(line.productId, line.id, found.buildId)}
                            >
                              {found.version}
                            </Link>
                            {found.inForceAt && <span className={classes.since}>{format.day(found.inForceAt)}</span>}
                            {line.mayEdit && isForFactory(channel) && <IssueButton line={line} found={found} />}
                            {found.keyRetired && (
                              <span className={classes.override}>{t('signature.standing.retired')}</span>
                            )}
                            {found.overrideReason !== null && (
                              <span className={classes.override} title={format.text(found.overrideReason)}>
                                {t('override.short')}
                              </span>
                            )}
                          </>
                        ) : (
                          <span className={classes.since}>{t('inForce.nothing')}</span>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

type IssueProps = Readonly<{ line: FirmwareLineView; found: FirmwareLineView['inForce'][number] }>

/** Gives a build that is in force to a factory. */
function IssueButton({ line, found: { promotionId, version } }: IssueProps) {
  const { t } = useTranslation('flashing')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t('issue.label', { version })}
        onClick={() => setOpened(true)}
      >
        {t('issue.action')}
      </Button>
      <IssueDialog
        productId={line.productId}
        promotionId={promotionId}
        version={version}
        opened={opened}
        onClose={() => setOpened(false)}
      />
    </>
  )
}
