'use client'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/app/_components/ui/button'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { longestPaste, type Source } from './ask'

type Props = Readonly<{
  /** What was pasted on the list, or before in this box. */
  pasted: string
  busy: boolean
  onSource: (source: Source) => void
}>

/** Where a table is pasted. What is pasted into the empty box is read at once. */
export function PasteBox({ pasted, busy, onSource }: Props) {
  const { t } = useTranslation('specs')
  const [text, setText] = useState(pasted)
  const tooLong = useMemo(() => new Blob([text]).size > longestPaste, [text])
  const read = (words: string) => {
    const long = new Blob([words]).size > longestPaste
    if (!long && words.trim() !== '') onSource({ kind: 'paste', text: words, columns: null })
  }
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    if (pasted !== '' && !busy) read(pasted)
  })
  return (
    <Stack gap="sm">
      <Textarea
        label={t('exchange.pasteLabel')}
        description={t('exchange.pasteHint')}
        error={tooLong ? t('exchange.pasteTooLong') : undefined}
        autosize
        minRows={8}
        maxRows={14}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          const words = event.clipboardData.getData('text/plain')
          if (text !== '' || words === '') return
          event.preventDefault()
          setText(words)
          read(words)
        }}
      />
      <Group>
        <Button loading={busy} disabled={text.trim() === '' || tooLong} onClick={() => read(text)}>
          {t('exchange.read')}
        </Button>
      </Group>
    </Stack>
  )
}
