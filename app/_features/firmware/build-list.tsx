'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { FirmwareBuildSummary, FirmwareLineView } from '@/server/domains/firmware/queries/get-line'
import classes from './build-list.module.css'
import { BuildMark, SignedMark } from './marks'

/** The builds of a line, newest first. */
export function BuildList({ line }: { line: FirmwareLineView }) {
  const { t } = useTranslation('firmware')
  return (
    <Panel title={t('build.list')} flush>
      {line.builds.length === 0 ? (
        <p className={classes.none}>{t(line.owner ? 'build.none' : 'build.nonePartner')}</p>
      ) : (
        <ul className={classes.list}>
          {line.builds.map((build) => (
            <li key={build.id}>
              <BuildRow line={line} build={build} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function BuildRow({ line, build }: { line: FirmwareLineView; build: FirmwareBuildSummary }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const size = useFileSize()
  const { boardRevisions } = build.compatibility
  return (
    <Link className={classes.row} href={paths.firmwareBuild(line.productId, line.id, build.id)}>
      <span className={classes.main}>
        <span className={classes.version}>{build.version}</span>
        {build.state !== 'registered' && <BuildMark state={build.state} />}
        {build.state !== 'open' && <SignedMark signed={build.signed} />}
        <span className={classes.notes}>{format.text(build.notes)}</span>
      </span>
      <span className={classes.facts}>
        <span className={classes.commit}>{build.gitCommit.slice(0, 10)}</span>
        {boardRevisions.length > 0 && <span>{t('build.boards', { boards: boardRevisions.join(', ') })}</span>}
        <span>{t('build.files', { count: build.files, size: size(build.bytes) })}</span>
        {build.secureVersion !== null && <span>{t('build.secure', { version: build.secureVersion })}</span>}
        <span>
          {build.createdBy
            ? t(build.pushedWith === null ? 'build.by' : 'build.pushed', {
                ...{ name: format.person(build.createdBy), day: format.day(build.createdAt) },
                tool: build.pushedWith ?? '',
              })
            : format.day(build.createdAt)}
        </span>
      </span>
    </Link>
  )
}
