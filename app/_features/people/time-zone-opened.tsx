import { Select, type SelectProps } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Mantine } from '@/app/_components/mantine'

/** `Asia/Shanghai (UTC+8)`: the offset is that of today. */
function describeZone(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(new Date())
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? ''
  return `${zone.replaceAll('_', ' ')} (${offset === 'UTC' ? 'UTC+0' : offset})`
}

export type TimeZoneProps = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  value: string
  onChange: (zone: string) => void
}

/** Every zone this browser knows. The list is made when it is first opened: describing four hundred zones takes a moment. */
export function TimeZoneOpened({ value, onChange, ...props }: TimeZoneProps) {
  const { t } = useTranslation('people')
  const [zones, setZones] = useState<readonly string[]>([])
  const known = [...new Set([value, ...zones])]
  return (
    <Mantine>
      <Select
        data={known.map((zone) => ({ value: zone, label: describeZone(zone) }))}
        value={value}
        onChange={(zone) => zone && onChange(zone)}
        onDropdownOpen={() => setZones(['UTC', ...Intl.supportedValuesOf('timeZone')])}
        searchable
        limit={60}
        allowDeselect={false}
        placeholder={t('timeZone.search')}
        nothingFoundMessage={t('timeZone.nothing')}
        {...props}
      />
    </Mantine>
  )
}
