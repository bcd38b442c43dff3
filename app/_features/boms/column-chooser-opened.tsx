import { Popover } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Mantine } from '@/app/_components/mantine'
import { Checkbox } from '@/app/_components/ui/choices'
import { Stack } from '@/app/_components/ui/layout'
import { useNextFrame } from '@/app/_components/use-next-frame'
import { ColumnButton, type ColumnChooserProps } from './column-chooser'
import { columnKeys, fixedColumns } from './columns'

/** The columns to choose from. The focus is put back on the button first: that is where closing returns it to. */
export function ColumnChooserOpened({ columns, onColumns, prices }: ColumnChooserProps) {
  const { t } = useTranslation('boms')
  const [opened, setOpened] = useState(true)
  const there = useNextFrame()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const offered = columnKeys.filter((key) => !fixedColumns.includes(key) && (prices || key !== 'price'))
  return (
    <Mantine>
      <Popover opened={opened && there} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <ColumnButton ref={button} onClick={() => setOpened(!opened)} />
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap={8}>
            {offered.map((key) => (
              <Checkbox
                key={key}
                label={t(`column.${key}`)}
                checked={columns.includes(key)}
                onChange={({ currentTarget: { checked } }) =>
                  onColumns(checked ? [...columns, key] : columns.filter((each) => each !== key))
                }
              />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </Mantine>
  )
}
