import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'

export default function FlashingLayout({ children }: { children: ReactNode }) {
  return <Texts of={['flashing', 'firmware', 'attachments']}>{children}</Texts>
}
