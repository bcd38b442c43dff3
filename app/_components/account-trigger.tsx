import { IconChevronDown } from '@tabler/icons-react'
import type { ComponentPropsWithRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/app/_lib/format'
import { useViewer } from '@/app/_lib/viewer'
import classes from './account-menu.module.css'
import { UnstyledButton } from './ui/button'
import { VisuallyHidden } from './ui/text'

/** The button that says who is signed in and for whom. */
export function AccountTrigger(props: ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { user, org } = useViewer()
  return (
    <UnstyledButton aria-haspopup="menu" {...props} className={classes.trigger}>
      {/* Beside what is seen, not instead of it: whoever speaks to their computer says what they read. */}
      <VisuallyHidden>{t('nav.account')}</VisuallyHidden>
      <span className={classes.who}>
        <span className={classes.person}>{format.person(user)}</span>
        {org && <span className={classes.org}>{format.org(org)}</span>}
      </span>
      <IconChevronDown size={14} aria-hidden />
    </UnstyledButton>
  )
}
