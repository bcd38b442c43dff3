'use client'
import { useTranslation } from 'react-i18next'
import { useLocale } from '@/app/_lib/i18n'
import { languageTags } from '@/locales/config'
import { otherLanguage, readIn, type Language } from '@/server/kernel/bilingual'
import { cutMentions } from './draft'
import type { Person, Post } from './types'
import classes from './post.module.css'

type Props = Readonly<{
  post: Pick<Post, 'body' | 'mentions' | 'translatedBy'>
  people: Readonly<Record<string, Person>>
  nameOf: (person: Person) => string
}>

/** The words of a post: the reader's language first, the other below it, with what can be said of the translation. */
export function PostWords({ post: { body, mentions, translatedBy }, people, nameOf }: Props) {
  const { t } = useTranslation(['threads', 'common'])
  const locale = useLocale()
  const named = mentions
    .flatMap((id) => people[id] ?? [])
    .flatMap(({ displayNameEn, displayNameZh }) => [displayNameEn, displayNameZh])
  const first = readIn(locale, body).language
  const second = otherLanguage(first)
  const translator = translatedBy === null ? undefined : people[translatedBy]
  const words = (language: Language) => (
    <p lang={languageTags[language]} className={language === first ? classes.words : classes.counterpart}>
      {cutMentions(body[language], named).map(({ text, mention }, index) =>
        mention ? (
          <span key={index} className={classes.mention}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </p>
  )
  return (
    <>
      {words(first)}
      {body[second] !== '' && words(second)}
      {body.state === 'stale' && <p className={classes.stale}>{t('threads:post.stale')}</p>}
      {translator && body.state === 'human' && (
        <p className={classes.note}>
          {t('threads:post.translatedBy', {
            language: t(`threads:write.${otherLanguage(body.source)}`),
            person: nameOf(translator),
          })}
        </p>
      )}
    </>
  )
}
