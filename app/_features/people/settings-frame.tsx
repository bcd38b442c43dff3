import type { ReactNode } from 'react'
import { SettingsNav } from './settings-nav'
import classes from './settings-nav.module.css'

/** Every settings page: where one is on the left (above, on a phone), the page beside it. */
export const SettingsFrame = ({ children }: { children: ReactNode }) => (
  <div className={classes.frame}>
    <SettingsNav />
    <div className={classes.content}>{children}</div>
  </div>
)
