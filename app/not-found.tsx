import { Link } from '@/app/_components/link'
import { AuthFrame } from './_components/auth-frame'
import { EmptyState } from './_components/empty-state'
import { Button } from './_components/ui/button'
import { paths } from './_lib/paths'
import { getT } from './_lib/server'

export default async function NotFound() {
  const t = await getT()
  return (
    <AuthFrame>
      <title>{t('common:notFound.title')}</title>
      <EmptyState
        title={t('common:notFound.title')}
        action={
          <Link href={paths.home()}>
            <Button component="span">{t('common:notFound.home')}</Button>
          </Link>
        }
      >
        {t('common:notFound.body')}
      </EmptyState>
    </AuthFrame>
  )
}
