import { isBefore } from '@/server/domains/gates/rules/criterion'
import type { GateSummary } from '@/server/domains/gates/queries/list-gates'
import type { Phase } from '@/server/domains/products/rules'

/** The gate to show: the one asked for, else that of the product's phase, else the next one ahead. */
export const gateInView = (
  gates: readonly GateSummary[],
  asked: string | null,
  phase: Phase,
): GateSummary | undefined =>
  gates.find((gate) => gate.phase === asked) ??
  gates.find((gate) => gate.phase === phase) ??
  gates.find((gate) => isBefore(phase, gate.phase)) ??
  gates[0]
