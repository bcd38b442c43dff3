import { hex32 } from './bytes'
import { collectFindings, type Finding, type Findings } from './findings'
import type { Segment } from './segments'

const windowBytes = 1_048_576
const overlapBytes = 512
const blankBytes = 65_536

/**
 * What must not leave the house (rules, section 11). PEM counts with its body behind it: TLS libraries carry the bare
 * headers as text to compare with. Addresses count where something connects to them.
 */
const secrets: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['privateKey', /-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----\s{1,2}[A-Za-z0-9+/=:]{16}/],
  ['certificate', /-----BEGIN CERTIFICATE-----\s{1,2}[A-Za-z0-9+/=]{16}/],
  ['awsKey', /(?<![A-Z0-9])AKIA[0-9A-Z]{16}(?![A-Z0-9])/],
  ['login', /\b(?:ssid|password|passwd|wpa_psk)["']?\s{0,2}[=:]\s{0,2}["']?[A-Za-z0-9!@#$&*_.-]{8,64}/i],
  [
    'testServer',
    /\b(?:https?|wss?|mqtts?|tcp|coaps?):\/\/(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})/,
  ],
]

/** Findings FW-W117, one a kind, and FW-I118 for more than 64 KB of zeros with code on both sides. */
export function scanContent(segments: readonly Segment[]): Finding[] {
  const findings = collectFindings()
  const said = new Set<string>()
  for (const { data } of segments) for (const kind of secretsIn(data)) said.add(kind)
  for (const kind of said) findings.add('FW-W117', { kind })
  for (const segment of segments) findBlanks(segment, findings)
  return findings.list()
}

function secretsIn(data: Uint8Array): Set<string> {
  const kinds = new Set<string>()
  for (let from = 0; from < data.length; from += windowBytes) {
    const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString(
      'latin1',
      from,
      Math.min(data.length, from + windowBytes + overlapBytes),
    )
    for (const [kind, pattern] of secrets) if (!kinds.has(kind) && pattern.test(text)) kinds.add(kind)
  }
  return kinds
}

function findBlanks({ addr, data }: Segment, findings: Findings): void {
  let start = 0
  for (let at = 0; at <= data.length; at++) {
    if (data[at] === 0) continue
    const isInside = start > 0 && at < data.length
    if (isInside && at - start > blankBytes) findings.add('FW-I118', { addr: hex32(addr + start), n: at - start })
    start = at + 1
  }
}
