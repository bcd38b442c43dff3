'use client'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import type { Preview, Reading } from '../types'
import classes from './questions.module.css'
import { useMessageText } from './use-message-text'

type Props = Readonly<{ preview: Preview; reading: Reading; onChange: (reading: Reading) => void }>

/** What only the person can know about the file, each with its answers beside it. */
export function Questions({ preview, reading, onChange }: Props) {
  const { t } = useTranslation(['boms'])
  const textOf = useMessageText()
  const answer = (answers: NonNullable<Reading['answers']>) =>
    onChange({ ...reading, answers: { ...reading.answers, ...answers } })
  const asked = preview.groups.filter(
    ({ code }) =>
      code === 'BOM-Q047' || code === 'BOM-Q061' || code === 'BOM-Q098' || code === 'BOM-E049' || code === 'BOM-W005',
  )
  if (asked.length === 0) return null
  return (
    <Panel title={t('import.questions')} flush>
      {asked.map(({ code, places }) => {
        const params = places[0]?.params ?? {}
        const units = typeof params.n === 'number' ? params.n : Number(params.n)
        return (
          <div key={code} className={classes.question}>
            <p>{textOf(code, params)}</p>
            <div className={classes.answers}>
              {code === 'BOM-Q047' && (
                <>
                  <Button onClick={() => answer({ divideBy: units })}>{t('import.divide', { n: units })}</Button>
                  <Button variant="default" onClick={() => answer({ divideBy: 1 })}>
                    {t('import.keepQuantities')}
                  </Button>
                </>
              )}
              {code === 'BOM-E049' && <Units onAnswer={(divideBy) => answer({ divideBy })} />}
              {code === 'BOM-Q061' && (
                <>
                  <Button variant="default" onClick={() => answer({ packageCodes: 'imperial' })}>
                    {t('import.imperial')}
                  </Button>
                  <Button variant="default" onClick={() => answer({ packageCodes: 'metric' })}>
                    {t('import.metric')}
                  </Button>
                </>
              )}
              {code === 'BOM-Q098' && (
                <>
                  <Button variant="default" onClick={() => answer({ attrition: 'share' })}>
                    {t('import.attritionShare', { v: params.v })}
                  </Button>
                  <Button variant="default" onClick={() => answer({ attrition: 'percent' })}>
                    {t('import.attritionPercent', { t: params.t })}
                  </Button>
                </>
              )}
              {code === 'BOM-W005' && (
                <Button
                  variant="default"
                  onClick={() => answer({ includeHiddenRows: reading.answers?.includeHiddenRows === false })}
                >
                  {t(reading.answers?.includeHiddenRows === false ? 'import.includeHidden' : 'import.skipHidden')}
                </Button>
              )}
            </div>
          </div>
        )
      })}
    </Panel>
  )
}

const mostUnits = 10_000_000

function Units({ onAnswer }: { onAnswer: (units: number) => void }) {
  const { t } = useTranslation(['boms'])
  const [units, setUnits] = useState<number | null>(null)
  return (
    <>
      <TextInput
        type="number"
        aria-label={t('import.units')}
        placeholder={t('import.units')}
        w={140}
        min={1}
        max={mostUnits}
        step={1}
        onChange={({ currentTarget: { valueAsNumber: typed } }) =>
          setUnits(Number.isInteger(typed) && typed >= 1 && typed <= mostUnits ? typed : null)
        }
      />
      <Button disabled={units === null} onClick={() => units !== null && onAnswer(units)}>
        {t('import.apply')}
      </Button>
    </>
  )
}
