/** Every code this domain can say, as the rules number them. E refuses, W warns, I informs. Words: `locales/*`/firmware. */
export const findingCodes = [
  'FW-E001', // unknown format
  'FW-E002', // known format that is not read
  'FW-E003', // another kind of file
  'FW-E004', // no data
  'FW-E005', // larger than the cap
  'FW-E006', // more separate address ranges than the cap
  'FW-E007', // not readable to its end
  'FW-E008', // archive refused
  'FW-E009', // address beyond 32 bits
  'FW-W010', // no load address
  'FW-I011', // empty room for a bootloader header
  'FW-E020', // Intel HEX: checksum
  'FW-W021', // text after the end record
  'FW-E022', // line of odd or short length
  'FW-E023', // unknown record type
  'FW-E024', // data after the end record
  'FW-E025', // no end record
  'FW-E026', // overlap with other bytes
  'FW-W027', // overlap with the same bytes
  'FW-W028', // option bytes, fuses, configuration
  'FW-E030', // SREC: checksum
  'FW-E031', // count does not fit the line
  'FW-E032', // number of data records
  'FW-E033', // no terminator
  'FW-E034', // reserved record type
  'FW-E041', // ELF: 64-bit
  'FW-E042', // object file, not executable
  'FW-E043', // header past the end
  'FW-E044', // segment past the end
  'FW-E045', // no program headers
  'FW-W046', // debug information
  'FW-E050', // UF2: bad magic
  'FW-E051', // length
  'FW-E052', // missing block
  'FW-E053', // family against project
  'FW-W054', // no family
  'FW-W055', // file container
  'FW-E056', // block twice with other data
  'FW-E057', // number of blocks changes
  'FW-E058', // payload size
  'FW-E059', // MD5
  'FW-E060', // ESP: chip against project
  'FW-E061', // MCUboot: legacy v1
  'FW-E062', // ESP: segment past the end
  'FW-E063', // checksum
  'FW-E064', // appended SHA-256
  'FW-E065', // segment count
  'FW-W066', // bytes after the end
  'FW-E067', // larger than its partition
  'FW-E068', // larger than the flash it names
  'FW-W069', // version empty or -dirty
  'FW-W070', // compile date
  'FW-W071', // ESP8266: named, not verified
  'FW-W072', // MCUboot: hash cannot be checked here
  'FW-E073', // no hash
  'FW-E074', // hash mismatch
  'FW-E075', // area past the end
  'FW-E076', // unsigned
  'FW-E077', // key is not the production key
  'FW-E078', // security counter
  'FW-E080', // DFU: CRC or suffix
  'FW-E081', // version
  'FW-E082', // size field
  'FW-E083', // element past the end
  'FW-E090', // nRF ZIP: member path
  'FW-E091', // unsigned
  'FW-E092', // debug package
  'FW-E093', // hash
  'FW-E094', // size
  'FW-E095', // member missing
  'FW-E096', // legacy package
  'FW-E097', // init packet or manifest unreadable
  'FW-E100', // RP2350: no image definition
  'FW-E101', // chip against project
  'FW-E102', // Arm image for RISC-V or the reverse
  'FW-E103', // unsigned
  'FW-E110', // chip family against project
  'FW-E111', // address outside the chip
  'FW-E112', // larger than the slot
  'FW-W113', // over 90 % of the slot
  'FW-E114', // version already released
  'FW-W115', // version typed otherwise
  'FW-W116', // hash already released
  'FW-W117', // secret
  'FW-I118', // blank region
  'FW-W119', // test or debug name in production
  'FW-E120', // partition table: MD5
  'FW-E121', // partition table: overlap
] as const
export type FindingCode = (typeof findingCodes)[number]
export type Severity = 'error' | 'warning' | 'information'
export type FindingParams = Readonly<Record<string, string | number>>
export type Finding = Readonly<{ code: FindingCode; severity: Severity; params: FindingParams }>

/** The letter of the code says how grave it is. */
export function severityOf(code: FindingCode): Severity {
  const letter = code.charAt(3)
  return letter === 'E' ? 'error' : letter === 'W' ? 'warning' : 'information'
}

export const finding = (code: FindingCode, params: FindingParams = {}): Finding => ({
  code,
  severity: severityOf(code),
  params,
})

const mostPerCode = 20

export type Findings = Readonly<{
  add: (code: FindingCode, params?: FindingParams) => void
  list: () => Finding[]
}>

/** Collects findings, none twice. Of one code the first twenty are kept; the last of them carries in `more` how many followed. */
export function collectFindings(): Findings {
  const counts = new Map<FindingCode, number>()
  const kept: Finding[] = []
  const said = new Set<string>()
  return {
    add: (code, params = {}) => {
      const count = (counts.get(code) ?? 0) + 1
      if (count <= mostPerCode) {
        const mark = code + JSON.stringify(params)
        if (said.has(mark)) return
        said.add(mark)
        kept.push(finding(code, params))
      }
      counts.set(code, count)
    },
    list: () => {
      const last = new Map<FindingCode, number>()
      kept.forEach(({ code }, index) => last.set(code, index))
      return kept.map((entry, index) => {
        const more = (counts.get(entry.code) ?? 0) - mostPerCode
        return more > 0 && last.get(entry.code) === index ? finding(entry.code, { ...entry.params, more }) : entry
      })
    },
  }
}
