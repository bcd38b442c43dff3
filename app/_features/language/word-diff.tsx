import { languageTags } from '@/locales/config'
import { wordDiff } from '@/server/domains/language/rules/word-diff'
import type { Language } from '@/server/kernel/bilingual'
import classes from './word-diff.module.css'

/** What changed between two versions of a text, word by word. */
export const WordDiff = ({ before, after, language }: { before: string; after: string; language: Language }) => (
  <p className={classes.diff} lang={languageTags[language]}>
    {wordDiff(before, after).map(({ kind, text }, index) =>
      kind === 'removed' ? (
        <del key={index}>{text}</del>
      ) : kind === 'added' ? (
        <ins key={index}>{text}</ins>
      ) : (
        <span key={index}>{text}</span>
      ),
    )}
  </p>
)
