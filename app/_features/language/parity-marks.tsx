'use client'
import { useEffect, useState } from 'react'
import { languageTags } from '@/locales/config'
import type { BilingualText, Language } from '@/server/kernel/bilingual'
import { marksOf, segmentsOf, type Mark } from './marks'
import { useSays } from './says'
import classes from './parity-marks.module.css'

const nothing: Readonly<{ of: string; marks: readonly Mark[] }> = { of: '', marks: [] }

/** One side of a text as it is read, with what does not agree with the other side marked. The engine comes later. */
export function ParityMarks({ text, language }: { text: BilingualText; language: Language }) {
  const say = useSays()
  const { en, zh } = text
  const [found, setFound] = useState(nothing)
  // What was found in another version says nothing of this one.
  const version = `${language}\n${en}\n${zh}`
  const marks = found.of === version ? found.marks : nothing.marks
  useEffect(() => {
    let dropped = false
    if (en === '' || zh === '') return
    void import('./checks').then(({ checkTexts }) => {
      const all = marksOf(language, checkTexts({ en, zh }, []))
      if (!dropped) setFound({ of: version, marks: all.filter(({ kind }) => kind === 'finding') })
    })
    return () => {
      dropped = true
    }
  }, [en, zh, language, version])
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
