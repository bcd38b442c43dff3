'use client'
import { IconChevronLeft, IconChevronRight, IconFocusCentered, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Tool } from './tool'
import classes from './view-tools.module.css'

type ZoomProps = Readonly<{ onZoom: (factor: number) => void; onFit: () => void; children?: ReactNode }>

/** Further away, closer, all of it; and what else a view has beside these. */
export function ZoomTools({ onZoom, onFit, children }: ZoomProps) {
  const { t } = useTranslation('designViewer')
  return (
    <span className={classes.tools}>
      <Tool label={t('view.zoomOut')} Icon={IconZoomOut} onClick={() => onZoom(0.7)} />
      <Tool label={t('view.zoomIn')} Icon={IconZoomIn} onClick={() => onZoom(1.4)} />
      <Tool label={t('view.fit')} Icon={IconFocusCentered} onClick={onFit} />
      {children}
    </span>
  )
}

type PageProps = Readonly<{ page: number; count: number; onTurn: (page: number) => void }>

/** Turns the pages of a file that has several. */
export function PageTools({ page, count, onTurn }: PageProps) {
  const { t } = useTranslation('designViewer')
  if (count <= 1) return null
  return (
    <span className={classes.tools}>
      <Tool label={t('view.pageBack')} Icon={IconChevronLeft} disabled={page <= 1} onClick={() => onTurn(page - 1)} />
      <span className={classes.page}>{t('view.pageOf', { page, count })}</span>
      <Tool
        label={t('view.pageOn')}
        Icon={IconChevronRight}
        disabled={page >= count}
        onClick={() => onTurn(page + 1)}
      />
    </span>
  )
}
