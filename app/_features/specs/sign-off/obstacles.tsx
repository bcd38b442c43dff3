'use client'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { paths } from '@/app/_lib/paths'
import type { Check, Spec } from '../types'
import classes from './sign-off.module.css'

type Place = Pick<Spec, 'id' | 'productId'>
const most = 50

/** What keeps a revision back, each with the way to where it is put right. */
export function BlockingChecks({
  spec,
  checks,
  onJump,
}: {
  spec: Place
  checks: readonly Check[]
  onJump: () => void
}) {
  const { t } = useTranslation('specs')
  return (
    <section aria-label={t('signOff.blocked', { count: checks.length })}>
      <p className={classes.blocked}>{t('signOff.blocked', { count: checks.length })}</p>
      <ul className={classes.obstacles}>
        {checks.slice(0, most).map(({ code, requirementId, requirement, field }) => (
          <li key={`${requirementId} ${code} ${field ?? ''}`}>
            <Link href={paths.requirement(spec.productId, spec.id, requirementId)} onClick={onJump} className="mono">
              {requirement}
            </Link>{' '}
            {field !== undefined && <span className={classes.faint}>{t(`requirement.${field}`)} · </span>}
            {t(`check.code.${code}`)}
          </li>
        ))}
      </ul>
      {checks.length > most && <p className={classes.faint}>{t('signOff.more', { count: checks.length - most })}</p>}
    </section>
  )
}

/** A sentence about what is in the way, naming requirements, with a link to the page that settles it. */
export function Obstacle({
  text,
  codes,
  href,
  link,
  onJump,
}: {
  text: string
  codes: readonly string[]
  href: string
  link: string
  onJump: () => void
}) {
  const { t } = useTranslation('specs')
  const shown = codes.slice(0, 12)
  return (
    <section>
      <p className={classes.blocked}>{text}</p>
      <p className={classes.codes}>
        <span className="mono">{shown.join(' ')}</span>
        {codes.length > shown.length && ` ${t('signOff.more', { count: codes.length - shown.length })}`}
        {' · '}
        <Link href={href} onClick={onJump}>
          {link}
        </Link>
      </p>
    </section>
  )
}
