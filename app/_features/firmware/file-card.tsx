'use client'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Hash } from '@/app/_components/hash'
import { ActionIcon } from '@/app/_components/ui/button'
import { useFileSize } from '@/app/_features/attachments/file-size'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import type { FirmwareBuildView, FirmwareFileView } from '@/server/domains/firmware/queries/get-build'
import type { FileFacts } from '@/server/domains/firmware/rules/file-facts'
import { isFlashable } from '@/server/domains/firmware/rules/firmware-file'
import { hexAddress } from './address'
import { AddSignature } from './add-signature'
import { Fact } from './build-facts'
import classes from './file-card.module.css'
import facts from './facts.module.css'
import { Findings } from './refusals'
import { SizeBar } from './size-bar'

/** A file of a build with everything it says of itself. */
export function FileCard({ file, build }: { file: FirmwareFileView; build: FirmwareBuildView }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const size = useFileSize()
  const { id, name, role, state, sha256, flashAddress, signatures } = file
  const flashed = isFlashable(role)
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <div className={classes.words}>
          <span className={classes.name}>{name}</span>
          <span className={classes.faint}>
            <span>{t(`role.${role}`)}</span>
            <span>{size(file.size)}</span>
            {flashAddress !== null && <span>{t('file.at', { address: hexAddress(flashAddress) })}</span>}
            <Hash sha256={sha256} name={name} />
          </span>
        </div>
        {state === 'awaiting' && <Mark tone="amber">{t('file.awaiting')}</Mark>}
        {state === 'stored' && build.mayDownload && (
          <ActionIcon
            component="a"
            href={paths.firmwareFile(id)}
            download
            variant="subtle"
            color="gray"
            size={40}
            aria-label={t('file.download', { name })}
          >
            <IconDownload size={18} />
          </ActionIcon>
        )}
      </div>
      {file.facts && <Inside facts={file.facts} />}
      {file.facts && <Findings findings={file.facts.findings} />}
      {flashed && (
        <ul className={classes.signatures}>
          {signatures.map(({ keyName, algorithm, fingerprint, retiredAt, verifiedAt }) => (
            <li key={fingerprint}>
              {t('signature.by', {
                key: keyName,
                algorithm: t(`key.algorithm.${algorithm}`),
                day: format.day(verifiedAt),
              })}{' '}
              <Hash sha256={fingerprint} name={keyName} />
              {retiredAt && (
                <span className={classes.retired}> {t('signature.retired', { day: format.day(retiredAt) })}</span>
              )}
            </li>
          ))}
          {signatures.length === 0 && <li className={classes.retired}>{t('signature.none')}</li>}
        </ul>
      )}
      {flashed && state === 'stored' && build.mayEdit && build.state !== 'withdrawn' && file.signature !== 'valid' && (
        <AddSignature fileId={id} name={name} />
      )}
    </li>
  )
}

function Inside({ facts: inside }: { facts: FileFacts }) {
  const { t } = useTranslation('firmware')
  const size = useFileSize()
  const { target, version, loadAddr, endAddr, entry, appDescriptor, security, buildInfo, freeBytes, imageBytes } =
    inside
  const chip = [target.chip ?? target.family, target.arch].filter(Boolean).join(' · ')
  return (
    <>
      <dl className={facts.facts}>
        {inside.format && <Fact label={t('file.format')}>{t(`format.${inside.format}`)}</Fact>}
        {chip !== '' && <Fact label={t('file.target')}>{chip}</Fact>}
        {version.string !== null && <Fact label={t('file.version')}>{version.string}</Fact>}
        {loadAddr !== null && endAddr !== null && (
          <Fact label={t('file.addresses')}>
            <span className={facts.mono}>
              {hexAddress(loadAddr)} – {hexAddress(endAddr - 1)}
            </span>
          </Fact>
        )}
        {entry !== null && (
          <Fact label={t('file.entry')}>
            <span className={facts.mono}>{hexAddress(entry)}</span>
          </Fact>
        )}
        {buildInfo.project !== null && <Fact label={t('file.project')}>{buildInfo.project}</Fact>}
        {buildInfo.toolchain !== null && <Fact label={t('file.toolchain')}>{buildInfo.toolchain}</Fact>}
        {buildInfo.date !== null && <Fact label={t('file.built')}>{buildInfo.date}</Fact>}
        {security.secureVersion !== null && <Fact label={t('build.secureLabel')}>{security.secureVersion}</Fact>}
        {security.signed !== null && (
          <Fact label={t('file.embedded')}>{t(security.signed ? 'file.embeddedYes' : 'file.embeddedNo')}</Fact>
        )}
        {appDescriptor && (
          <Fact label={t('file.elf')}>
            <Hash sha256={appDescriptor.elfSha256} name={appDescriptor.project} />
          </Fact>
        )}
        {freeBytes !== null && (
          <Fact label={t('file.free')}>
            {freeBytes < 0
              ? t('file.over', { size: size(-freeBytes) })
              : t('file.freeOf', { free: size(freeBytes), slot: size(freeBytes + imageBytes) })}
          </Fact>
        )}
      </dl>
      <SizeBar facts={inside} />
      {inside.partitions.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('file.partition')}</th>
                <th scope="col">{t('file.offset')}</th>
                <th scope="col">{t('build.size')}</th>
              </tr>
            </thead>
            <tbody>
              {inside.partitions.map(({ label, offset, size: length }) => (
                <tr key={`${label} ${offset}`}>
                  <td>{label}</td>
                  <td className={facts.mono}>{hexAddress(offset)}</td>
                  <td>{size(length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
