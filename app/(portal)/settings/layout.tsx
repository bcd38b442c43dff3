import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'
import { SettingsFrame } from '@/app/_features/people/settings-frame'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <Texts of={['people', 'orgs']}>
      <SettingsFrame>{children}</SettingsFrame>
    </Texts>
  )
}
