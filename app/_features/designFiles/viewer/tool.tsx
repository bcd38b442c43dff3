import type { IconZoomIn } from '@tabler/icons-react'
import { ActionIcon } from '@/app/_components/ui/button'

type Props = Readonly<{
  label: string
  Icon: typeof IconZoomIn
  pressed?: boolean
  disabled?: boolean
  onClick: () => void
}>

/** A tool of a picture; one that stays on says so. */
export function Tool({ label, Icon, pressed, disabled, onClick }: Props) {
  return (
    <ActionIcon
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? undefined : 'gray'}
      size={36}
      aria-label={label}
      title={label}
      disabled={disabled}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  )
}
