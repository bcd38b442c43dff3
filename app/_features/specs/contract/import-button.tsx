'use client'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{ label: string; onContract: (contract: CloudContract, fileName: string) => void }>

/** Reads a contract from a JSON file here in the browser. What is wrong with its contents the editor says. */
export function ImportButton({ label, onContract }: Props) {
  const { t } = useTranslation('specs')
  const words = useContractWords()
  const input = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const read = async (file: File) => {
    setRefusal(null)
    let value: unknown
    try {
      value = JSON.parse(await file.text())
    } catch (error) {
      return setRefusal(t('contract.editor.importNot', { message: error instanceof Error ? error.message : file.name }))
    }
    const { parseContract } = await import('@/server/domains/specs/contracts/schema')
    const parsed = parseContract(value)
    if (parsed.ok) return onContract(parsed.contract, file.name)
    const [first] = parsed.problems
    setRefusal(
      t('contract.editor.importShape', { where: first?.path || '/', problem: first ? words.problem(first) : '' }),
    )
  }
  return (
    <>
      <Button variant="default" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        data-testid="contract-file"
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file) void read(file)
        }}
      />
      {refusal !== null && (
        <Alert color="red" variant="light" p="sm">
          {refusal}
        </Alert>
      )}
    </>
  )
}
