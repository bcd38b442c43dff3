import { z } from 'zod'
import { id } from '@/server/kernel/inputs'
import { mostFirmwareBytes } from './formats/limits'
import { firmwareChannels } from './lifecycle'
import { firmwareFileRoles, longestName, longestNotes, mostFirmwareFiles } from './rules/firmware-file'
import { longestKey } from './rules/public-key'
import { isSemVer } from './rules/versions'

const line = (max: number) => z.string().trim().max(max)
const typed = (max: number) => z.object({ en: line(max), zh: line(max) })
const filled = ({ en, zh }: Readonly<{ en: string; zh: string }>) => en !== '' || zh !== ''
const name = typed(longestName).refine(filled, { error: 'firmware.nameNeeded', path: ['en'] })
const reason = typed(longestNotes).refine(filled, { error: 'firmware.reasonNeeded', path: ['en'] })
const version = z.int().positive()
const address = z.int().min(0).max(0xffff_ffff)
/** A word of hardware: a chip, a letter, a code. */
const mark = z.string().trim().min(1).max(60)
const sha256 = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, 'firmware.hashInvalid')
/** Of one board or BOM release. */
const letter = z.string().regex(/^[A-Z]{1,3}$/, 'firmware.letterInvalid')
/** 64 to 72 bytes. */
const signature = z.string().regex(/^[A-Za-z0-9+/]{86,96}={0,2}$/, 'firmware.signatureUnreadable')

export const productFirmwareInput = z.object({ productId: id('product') })
export const lineInput = z.object({ lineId: id('firmwareLine') })
export const buildInput = z.object({ buildId: id('firmwareBuild') })
export const promotionInput = z.object({ promotionId: id('firmwarePromotion') })
export const keyInput = z.object({ keyId: id('firmwareKey'), version })
/** As it stands on paper: `WL-20-FW-01`. */
export const lineNumberInput = z.object({ number: mark })
export const compareInput = z.object({ before: id('firmwareBuild'), after: id('firmwareBuild') })

const described = {
  name,
  boardSetId: id('designSet').nullable().default(null),
  bomId: id('bom').nullable().default(null),
  specId: id('spec').nullable().default(null),
  chips: z.array(mark).max(16).default([]),
  arch: mark.nullable().default(null),
  memory: z
    .array(
      z
        .object({ addr: address, end: z.int().min(1).max(0x1_0000_0000) })
        .refine(({ addr, end }) => addr < end, 'firmware.rangeInvalid'),
    )
    .max(16)
    .default([]),
  slotBytes: z.int().positive().max(0x1_0000_0000).nullable().default(null),
}
export const createLineInput = z.object({ productId: id('product'), ...described })
export const editLineInput = z.object({ lineId: id('firmwareLine'), version, ...described })
export const nameApproversInput = z.object({
  lineId: id('firmwareLine'),
  channel: z.enum(firmwareChannels),
  /** Of the channel as it was read; 0 where nobody was named yet. */
  version: z.int().min(0),
  approverIds: z.array(id('user')).max(10),
})

export const registerKeyInput = z.object({
  name: z.string().trim().min(1, 'firmware.nameNeeded').max(longestName),
  /** PEM, or the base64 of its DER. */
  publicKey: z.string().trim().min(1).max(longestKey),
})

const compatibility = z.object({
  boardRevisions: z.array(letter).max(26).default([]),
  bomRevisions: z.array(letter).max(26).default([]),
  variants: z.array(mark).max(24).default([]),
  bootloader: line(100)
    .transform((text) => text || null)
    .nullable()
    .default(null),
  contractVersion: z
    .string()
    .trim()
    .transform((text) => text || null)
    .nullable()
    .refine((text) => text === null || isSemVer(text), 'firmware.versionInvalid')
    .default(null),
})
export const declareBuildInput = z.object({
  lineId: id('firmwareLine'),
  version: z.string().trim().refine(isSemVer, 'firmware.versionInvalid'),
  /** Of git, whole or shortened. */
  gitCommit: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{7,64}$/, 'firmware.commitInvalid'),
  notes: typed(longestNotes).default({ en: '', zh: '' }),
  compatibility,
  ciRun: z
    .url({ protocol: /^https?$/, error: 'firmware.addressInvalid' })
    .max(500)
    .nullable()
    .default(null),
  files: z
    .array(
      z.object({
        name: z.string().min(1).max(400),
        role: z.enum(firmwareFileRoles),
        sha256,
        size: z.int().positive('firmware.fileEmpty').max(mostFirmwareBytes, 'firmware.fileTooLarge'),
        flashAddress: address.nullable().default(null),
        signature: signature.optional(),
      }),
    )
    .min(1, 'firmware.noFiles')
    .max(mostFirmwareFiles),
})
export const addSignatureInput = z.object({ fileId: id('firmwareFile'), signature })
export const withdrawBuildInput = z.object({ buildId: id('firmwareBuild'), reason })

const place = { buildId: id('firmwareBuild'), channel: z.enum(firmwareChannels), boardRevision: letter }
export const checkPromotionInput = z.object(place)
export const requestPromotionInput = z.object({
  ...place,
  /** Why it goes ahead although something stands against it; another person has to agree. */
  overrideReason: reason.nullable().default(null),
})
export const refusePromotionInput = z.object({ promotionId: id('firmwarePromotion'), reason })
export const inForceInput = z.object({
  lineId: id('firmwareLine'),
  channel: z.enum(firmwareChannels),
  boardRevision: letter,
})

export type CreateLine = z.output<typeof createLineInput>
export type EditLine = z.output<typeof editLineInput>
export type NameApprovers = z.output<typeof nameApproversInput>
export type RegisterKey = z.output<typeof registerKeyInput>
export type DeclareBuild = z.output<typeof declareBuildInput>
export type AddSignature = z.output<typeof addSignatureInput>
export type WithdrawBuild = z.output<typeof withdrawBuildInput>
export type PromotionPlace = z.output<typeof checkPromotionInput>
export type RequestPromotion = z.output<typeof requestPromotionInput>
export type RefusePromotion = z.output<typeof refusePromotionInput>
export type InForcePlace = z.output<typeof inForceInput>
