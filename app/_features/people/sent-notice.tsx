'use client'
import { useTranslation } from 'react-i18next'
import { TextLink } from '@/app/_components/text-link'
import { Button } from '@/app/_components/ui/button'
import { Text } from '@/app/_components/ui/text'
import { paths } from '@/app/_lib/paths'
import { AuthCard } from './auth-card'

type Props = {
  kind: 'signUp' | 'signIn' | 'passwordReset'
  email: string
  minutes?: number
  /** Mail stays in the outbox page of this installation. */
  keepsMail: boolean
  next: string
  onAgain: () => void
}

/** What happens next is in the mailbox. Says the same whether there is an account or not. */
export function SentNotice({ kind, email, minutes = 0, keepsMail, next, onAgain }: Props) {
  const { t } = useTranslation('people')
  return (
    <AuthCard
      title={t('sent.title')}
      hint={t(`sent.${kind}`, { email, minutes })}
      foot={<TextLink href={paths.signIn(next)}>{t('link.back')}</TextLink>}
    >
      {keepsMail ? (
        <TextLink href={paths.outbox()}>{t('sent.outbox')}</TextLink>
      ) : (
        <Text c="dimmed">{t('sent.spam')}</Text>
      )}
      <Button variant="default" onClick={onAgain}>
        {t('sent.again')}
      </Button>
    </AuthCard>
  )
}
