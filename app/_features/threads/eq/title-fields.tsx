'use client'
import { IconLanguage } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { useLocale } from '@/app/_lib/i18n'
import { languageTags } from '@/locales/config'
import { longestTitle } from '@/server/domains/threads/rules/engineering-query'
import { otherLanguage } from '@/server/kernel/bilingual'
import classes from './eq.module.css'

type Title = Readonly<{ en: string; zh: string }>
type Props = Readonly<{
  value: Title
  onChange: (title: Title) => void
  error?: string | undefined
  autoFocus?: boolean
}>

/** One line in the writer's language; the other one is a press away. */
export function TitleFields({ value, onChange, error, autoFocus }: Props) {
  const { t } = useTranslation('threads')
  const own = useLocale()
  const other = otherLanguage(own)
  const [asked, setAsked] = useState(false)
  const second = useRef<HTMLInputElement>(null)
  const both = asked || value[other] !== ''
  return (
    <div className={classes.title}>
      <TextInput
        label={t('eq.form.titleLabel')}
        placeholder={t('eq.form.titlePlaceholder')}
        lang={languageTags[own]}
        maxLength={longestTitle}
        value={value[own]}
        error={error}
        data-autofocus={autoFocus || undefined}
        onChange={(event) => onChange({ ...value, [own]: event.currentTarget.value })}
      />
      {both ? (
        <TextInput
          ref={second}
          aria-label={t('eq.form.titleIn', { language: t(`write.${other}`) })}
          placeholder={t('eq.form.titleIn', { language: t(`write.${other}`) })}
          lang={languageTags[other]}
          maxLength={longestTitle}
          value={value[other]}
          onChange={(event) => onChange({ ...value, [other]: event.currentTarget.value })}
        />
      ) : (
        <Button
          className={classes.add}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconLanguage size={15} stroke={1.6} aria-hidden />}
          onClick={() => {
            setAsked(true)
            requestAnimationFrame(() => second.current?.focus())
          }}
        >
          {t(other === 'en' ? 'eq.form.addEn' : 'eq.form.addZh')}
        </Button>
      )}
    </div>
  )
}
