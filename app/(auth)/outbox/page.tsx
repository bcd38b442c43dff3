import { Texts } from '@/app/_components/texts'
import { Outbox } from '@/app/_features/notifications/outbox'
import { orNotFound } from '@/app/_lib/or-not-found'
import { getT, serverApi } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('notifications:outbox.title') })

/** Open before sign-in, because sign-in links are what it is opened for; where mail really leaves, it does not exist. */
export default async function OutboxPage({ searchParams }: { searchParams: Promise<{ mail?: string }> }) {
  const [{ mail }, api] = await Promise.all([searchParams, serverApi()])
  const mails = await orNotFound(api.notifications.listOutbox())
  const opened = mail ? await orNotFound(api.notifications.getOutboxMail({ mailId: mail })) : null
  return (
    <Texts of={['notifications']}>
      <Outbox mails={mails} opened={opened} />
    </Texts>
  )
}
