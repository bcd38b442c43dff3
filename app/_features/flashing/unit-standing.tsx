'use client'
import { useTranslation } from 'react-i18next'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { Alert } from '@/app/_components/ui/alert'
import { Group, Stack } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import type { SetAsideView, UnitStandingView } from '@/server/domains/flashing/queries/standings'
import { SetAsideButton, TakeBackButton, type Settle } from './use-settle'

/** `settle` for whoever may. */
type Props = Readonly<{ unit: UnitStandingView; settle: Settle | null }>

/** What people decided about one device: loudly where it is set aside now, in a line where it was. */
export function UnitStanding({ unit, settle }: Props) {
  const { t } = useTranslation('flashing')
  const format = useFormat()
  const { setAside, setAsides, serial, line } = unit
  const over = setAsides.filter(({ id }) => id !== setAside?.id)
  return (
    <Stack gap="xs">
      {setAside && (
        <Alert color="yellow" variant="light">
          <Stack gap="xs" align="flex-start">
            <div>
              <div>
                {line} ·{' '}
                <strong>
                  {t('setAside.by', {
                    ...{ name: format.person(setAside.setAsideBy), time: format.moment(setAside.setAsideAt) },
                  })}
                </strong>
              </div>
              <Why setAside={setAside} />
              <div>{t('setAside.notReleased')}</div>
            </div>
            {settle && <TakeBackButton unit={{ serial, setAsideId: setAside.id }} settle={settle} />}
          </Stack>
        </Alert>
      )}
      {unit.standing === 'heldBack' && settle && (
        <Group gap="sm">
          <SetAsideButton unit={unit} settle={settle} />
        </Group>
      )}
      {over.map((each) => (
        <p key={each.id} style={{ margin: 0 }}>
          {t('setAside.by', { name: format.person(each.setAsideBy), time: format.moment(each.setAsideAt) })} ·{' '}
          <Why setAside={each} />
          {each.takenBackBy && each.takenBackAt && (
            <>
              {' '}
              ·{' '}
              {t('setAside.takenBackBy', {
                name: format.person(each.takenBackBy),
                time: format.moment(each.takenBackAt),
              })}
            </>
          )}
        </p>
      ))}
    </Stack>
  )
}

/** What happened, and in which words. */
export function Why({ setAside: { kind, reason } }: { setAside: SetAsideView }) {
  const { t } = useTranslation('flashing')
  return (
    <>
      <strong>{t(`setAside.kind.${kind}`)}</strong> <BilingualWords text={reason} />
    </>
  )
}
