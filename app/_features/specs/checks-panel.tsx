'use client'
import { useTranslation } from 'react-i18next'
import { SidePanel } from '@/app/_components/side-panel'
import { useFormat } from '@/app/_lib/format'
import { checkCodes } from '@/server/domains/specs/rules/checks'
import classes from './checks-panel.module.css'
import type { Check, Requirement } from './types'

type Props = Readonly<{
  checks: readonly Check[]
  requirements: readonly Requirement[]
  onGo: (requirementId: string) => void
  onClose: () => void
}>

/** What keeps the revision from review, then what deserves a look; each leads to its requirement. */
export function ChecksPanel({ checks, requirements, onGo, onClose }: Props) {
  const { t } = useTranslation('specs')
  const groups = [
    { title: t('check.blocking'), found: checks.filter(({ blocking }) => blocking) },
    { title: t('check.warning'), found: checks.filter(({ blocking }) => !blocking) },
  ].filter(({ found }) => found.length > 0)
  return (
    <SidePanel label={t('check.title')} title={t('check.title')} closeLabel={t('check.close')} onClose={onClose}>
      {groups.length === 0 && <p className={classes.none}>{t('check.none')}</p>}
      {groups.map(({ title, found }) => (
        <section key={title} className={classes.group}>
          <h3 className={classes.title}>
            {title} <span className={classes.count}>{found.length}</span>
          </h3>
          {checkCodes.map((code) => (
            <OfCode
              key={code}
              code={code}
              found={found.filter((check) => check.code === code)}
              requirements={requirements}
              onGo={onGo}
            />
          ))}
        </section>
      ))}
    </SidePanel>
  )
}

type OfCodeProps = Readonly<{
  code: Check['code']
  found: readonly Check[]
  requirements: readonly Requirement[]
  onGo: (requirementId: string) => void
}>

function OfCode({ code, found, requirements, onGo }: OfCodeProps) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  if (found.length === 0) return null
  return (
    <div className={classes.kind}>
      <h4 className={classes.code}>{t(`check.code.${code}`)}</h4>
      <ul className={classes.list}>
        {found.map((check) => {
          const requirement = requirements.find(({ id }) => id === check.requirementId)
          return (
            <li key={`${check.requirementId} ${check.field ?? ''}`}>
              <button type="button" className={classes.go} onClick={() => onGo(check.requirementId)}>
                <span className={classes.number}>{check.requirement}</span>
                <span className={classes.name}>{requirement && format.text(requirement.title)}</span>
                {check.field && check.field !== 'title' && (
                  <span className={classes.field}>{t(`requirement.${check.field}`)}</span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
