import { Fragment } from 'react'
import { languageTags } from '@/locales/config'
import type { Hit } from './use-search'
import classes from './marked-text.module.css'

/** A text with what was searched for standing out, in the language it was found in. */
export function MarkedText({
  of: { text, language, marks },
  className,
}: {
  of: Hit['title']
  className?: string | undefined
}) {
  return (
    <span className={className} lang={languageTags[language]}>
      {marks.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(marks[index - 1]?.[1] ?? 0, from)}
          <mark className={classes.mark}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </span>
  )
}
