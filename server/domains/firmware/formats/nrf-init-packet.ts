import { hexOf } from './bytes'
import { protoBytes, protoFields, protoNumber, protoNumbers } from './protobuf'

/** What an init packet says (pc-nrfutil `dfu-cc.proto`). `sha256` of the binary, already in natural byte order. */
export type InitPacket = Readonly<{
  isSigned: boolean
  fwVersion: number | null
  hwVersion: number | null
  softDevices: readonly number[]
  sizes: Readonly<{ softDevice: number; bootloader: number; application: number }>
  sha256: string | null
  isDebug: boolean
}>

const sha256Type = 3

/** Reads `Packet{command | signed_command}`, `Command{op_code, init}`, `InitCommand`; null where it is none of these. */
export function readInitPacket(bytes: Uint8Array): InitPacket | null {
  const packet = protoFields(bytes)
  if (packet === null) return null
  const signedBytes = protoBytes(packet, 2)
  const signed = signedBytes ? protoFields(signedBytes) : null
  const commandBytes = signed ? protoBytes(signed, 1) : protoBytes(packet, 1)
  const command = commandBytes ? protoFields(commandBytes) : null
  const initBytes = command && protoNumber(command, 1) === 1 ? protoBytes(command, 2) : null
  const init = initBytes ? protoFields(initBytes) : null
  if (init === null) return null
  const hashBytes = protoBytes(init, 8)
  const hash = hashBytes ? protoFields(hashBytes) : null
  const digest = hash && protoNumber(hash, 1) === sha256Type ? protoBytes(hash, 2) : null
  return {
    isSigned: signed !== null && protoBytes(signed, 3)?.length === 64,
    fwVersion: protoNumber(init, 1),
    hwVersion: protoNumber(init, 2),
    softDevices: protoNumbers(init, 3).slice(0, 32),
    sizes: {
      softDevice: protoNumber(init, 5) ?? 0,
      bootloader: protoNumber(init, 6) ?? 0,
      application: protoNumber(init, 7) ?? 0,
    },
    // Sent in reversed byte order (rules, section 9).
    sha256: digest ? hexOf(digest.toReversed()) : null,
    isDebug: protoNumber(init, 9) === 1,
  }
}
