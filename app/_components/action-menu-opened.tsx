import { Menu } from '@mantine/core'
import { Link } from './link'
import { cloneElement, useEffect, useRef, useState } from 'react'
import type { ActionMenuProps, MenuEntry } from './action-menu'
import { Mantine } from './mantine'
import { useNextFrame } from './use-next-frame'

/** The menu behind its button. The focus is put back on the button first: that is where closing returns it to. */
export function ActionMenuOpened({ trigger, entries, width }: ActionMenuProps) {
  const [opened, setOpened] = useState(true)
  const there = useNextFrame()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <Mantine>
      <Menu opened={opened && there} onChange={setOpened} position="bottom-end" shadow="md" width={width}>
        <Menu.Target>{cloneElement(trigger, { ref: button })}</Menu.Target>
        <Menu.Dropdown>
          {entries.map((entry, index) => (entry === 'divider' ? <Menu.Divider key={index} /> : item(entry)))}
        </Menu.Dropdown>
      </Menu>
    </Mantine>
  )
}

function item({ label, icon, end, color, tall, ...does }: Exclude<MenuEntry, 'divider'>) {
  const shared = { leftSection: icon, rightSection: end, color, mih: tall ? 44 : undefined }
  if ('onClick' in does) {
    return (
      <Menu.Item key={label} {...shared} onClick={does.onClick}>
        {label}
      </Menu.Item>
    )
  }
  return 'file' in does ? (
    <Menu.Item key={label} {...shared} component="a" href={does.file}>
      {label}
    </Menu.Item>
  ) : (
    <Menu.Item key={label} {...shared} component={Link} href={does.href}>
      {label}
    </Menu.Item>
  )
}
