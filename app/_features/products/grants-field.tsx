'use client'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '@/app/_components/ui/choices'
import { Stack } from '@/app/_components/ui/layout'
import { closeGrants, grants as allGrants, type Grant } from '@/server/domains/products/rules'
import classes from './grants.module.css'

type Props = { value: readonly Grant[]; onChange: (grants: Grant[]) => void; label: string }

/** Chooses what a partner may see; prices bring the BOM along and leave with it. */
export function GrantsField({ value, onChange, label }: Props) {
  const { t } = useTranslation('products')
  const toggle = (grant: Grant, on: boolean) => {
    const rest = value.filter((each) => each !== grant && (on || grant !== 'boms' || each !== 'prices'))
    onChange(closeGrants(on ? [...rest, grant] : rest))
  }
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{label}</legend>
      <Stack gap={10}>
        {allGrants.map((grant) => (
          <Checkbox
            key={grant}
            label={t(`grant.${grant}`)}
            description={t(`grantHint.${grant}`)}
            checked={value.includes(grant)}
            onChange={(event) => toggle(grant, event.currentTarget.checked)}
          />
        ))}
      </Stack>
    </fieldset>
  )
}
