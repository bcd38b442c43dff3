'use client'
import { languageTags } from '@/locales/config'
import type { BilingualText, Language } from '@/server/kernel/bilingual'
import { marksOf, noChecks, segmentsOf, type Checks } from './marks'
import { useSays } from './says'
import classes from './parity-marks.module.css'

type Props = Readonly<{ text: BilingualText; language: Language; findings: Checks['findings'] }>

/** One side of a text as it is read, with what does not agree with the other side marked (`useFindings`). */
export function ParityMarks({ text, language, findings }: Props) {
  const say = useSays()
  const marks = marksOf(language, { ...noChecks, findings })
  return (
    <span className={classes.words} lang={languageTags[language]}>
      {segmentsOf(text[language], marks).map(({ start, text: words, mark }) =>
        mark ? (
          <mark key={start} className={classes.mark} title={say(mark.says, language)}>
            {words}
          </mark>
        ) : (
          <span key={start}>{words}</span>
        ),
      )}
    </span>
  )
}
