'use client'
import { useEffect, useState } from 'react'
import { useTRPCClient } from '@/app/_lib/trpc'
import type { ContractCheck } from '@/server/domains/specs/queries/contracts'
import { toContract, type Draft } from './draft'

const pauseMs = 450

type Checked = Readonly<{ draft: Draft; check: ContractCheck | null; error: unknown }>

/**
 * What the server says of a draft, asked once the hand rests. `check` is the last answer, and `fresh` whether it is about
 * the draft as it stands.
 */
export function useContractCheck(revisionId: string, draft: Draft) {
  const client = useTRPCClient()
  const [checked, setChecked] = useState<Checked | null>(null)
  useEffect(() => {
    const aborted = new AbortController()
    const timer = setTimeout(() => {
      client.specs.checkContract
        .mutate({ revisionId, contract: toContract(draft) }, { signal: aborted.signal })
        .then((check) => setChecked({ draft, check, error: null }))
        .catch((error: unknown) => {
          if (!aborted.signal.aborted) setChecked((now) => ({ draft, check: now?.check ?? null, error }))
        })
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      aborted.abort()
    }
  }, [client, revisionId, draft])
  return { check: checked?.check ?? null, error: checked?.error ?? null, fresh: checked?.draft === draft }
}
