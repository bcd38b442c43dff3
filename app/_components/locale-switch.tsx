'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '@/app/_lib/i18n'
import { useTRPC } from '@/app/_lib/trpc'
import { otherLanguage } from '@/server/kernel/bilingual'
import { Button } from './ui/button'
import { VisuallyHidden } from './ui/text'

/** The other language, one press away on every page. The tree stays mounted, so nothing typed is lost. */
export function LocaleSwitch() {
  const { t } = useTranslation()
  const router = useRouter()
  const trpc = useTRPC()
  const next = otherLanguage(useLocale())
  const [pending, startTransition] = useTransition()
  const choose = useMutation(
    trpc.people.setLocale.mutationOptions({ onSuccess: () => startTransition(() => router.refresh()) }),
  )
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      px={8}
      lang={next === 'zh' ? 'zh-CN' : 'en'}
      loading={choose.isPending || pending}
      onClick={() => choose.mutate({ locale: next })}
    >
      {t('language.short')}
      <VisuallyHidden>{t('language.switch')}</VisuallyHidden>
    </Button>
  )
}
