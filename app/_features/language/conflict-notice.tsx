'use client'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { languages } from '@/server/kernel/bilingual'
import type { Conflict, TypedText } from './types'
import { WordDiff } from './word-diff'
import classes from './conflict-notice.module.css'

/** Two versions of one text: what somebody else stored, and what stands here; what each has that the other lacks. */
export function ConflictNotice({
  conflict: { theirs, onTake, onKeepMine },
  mine,
}: {
  conflict: Conflict
  mine: TypedText
}) {
  const { t } = useTranslation('language')
  return (
    <section className={classes.conflict} role="alert">
      <strong>{t('editor.conflict')}</strong>
      <span className={classes.hint}>{t('editor.conflictHint')}</span>
      <div className={classes.versions}>
        <div>
          <h3 className={classes.title}>{t('editor.theirs')}</h3>
          {languages.map((language) => (
            <WordDiff key={language} language={language} before={mine[language]} after={theirs[language]} />
          ))}
        </div>
        <div>
          <h3 className={classes.title}>{t('editor.mine')}</h3>
          {languages.map((language) => (
            <WordDiff key={language} language={language} before={theirs[language]} after={mine[language]} />
          ))}
        </div>
      </div>
      <div className={classes.choose}>
        <Button size="compact-md" variant="default" onClick={onTake}>
          {t('editor.takeTheirs')}
        </Button>
        <Button size="compact-md" variant="default" onClick={onKeepMine}>
          {t('editor.keepMine')}
        </Button>
      </div>
    </section>
  )
}
