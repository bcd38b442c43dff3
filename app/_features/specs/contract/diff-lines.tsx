'use client'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '@/app/_components/ui/text'
import classes from './code-lines.module.css'
import { diffLines, folded } from './line-diff'

/** Two texts of a machine as one: what went, what came, and a few lines around. */
export function DiffLines({ before, after, label }: Readonly<{ before: string; after: string; label: string }>) {
  const { t } = useTranslation('specs')
  return (
    // A region that scrolls is reached by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes.code} aria-label={label} tabIndex={0} translate="no">
      <ol className={classes.lines}>
        {folded(diffLines(before, after)).map((line, at) =>
          'skipped' in line ? (
            <li key={at} className={classes.skipped}>
              {t('contract.diff.skipped', { count: line.skipped })}
            </li>
          ) : (
            <li key={at} className={classes.line} data-kind={line.kind}>
              <span className={classes.number} data-line={line.after ?? line.before} aria-hidden />
              <span className={classes.sign} aria-hidden>
                {{ same: ' ', added: '+', removed: '−' }[line.kind]}
              </span>
              {line.kind !== 'same' && (
                <VisuallyHidden>
                  {t(line.kind === 'added' ? 'contract.diff.addedLine' : 'contract.diff.removedLine')}
                </VisuallyHidden>
              )}
              <code>{line.text === '' ? ' ' : line.text}</code>
            </li>
          ),
        )}
      </ol>
    </section>
  )
}
