import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectDesignFile } from './inspect-design-file'

const folder = process.env.MORTISE_HOSTILE_DATA ?? resolve('../shared/data/hostile')

// Files made to break readers live beside the checkout on machines that have them.
describe.runIf(existsSync(folder))('files made to break readers', () => {
  test.each([
    ['zip/zipbomb_nested_3-levels.zip', 'archiveNested'],
    ['zip/zipbomb_overlapping-entries.zip', 'archiveTooLarge'],
    ['zip/zipslip_parent-paths.zip', 'archiveUnsafePath'],
    ['zip/symlink_entries.zip', 'archiveLink'],
    ['zip/duplicate-names_different-content.zip', 'archiveDuplicate'],
    ['zip/local-vs-central-name-mismatch.zip', 'archiveNameMismatch'],
    ['zip/many-entries_5000.zip', 'archiveTooMany'],
    ['zip/truncated.zip', 'archiveDamaged'],
    ['zip/encrypted-flag.zip', 'archiveLocked'],
    ['cad/gerber_step-repeat-bomb.gbr', 'gerberRepeats'],
    ['cad/drill_repeat-bomb.drl', 'drillRepeats'],
    ['cad/stl_bogus-triangle-count.stl', 'stlCountMismatch'],
    ['cad/png_pixel-bomb_30000x30000.png', 'imageTooLarge'],
    ['doc/kicad_deep-nesting_200k.kicad_sch', 'nestedTooDeep'],
    ['doc/pdf_javascript-openaction.pdf', 'activeContent'],
    ['doc/svg_billion-laughs.svg', 'xmlEntities'],
    ['doc/svg_script-onload-foreignobject.svg', 'activeContent'],
    ['doc/xml_xxe_kicad-netlist.xml', 'xmlEntities'],
    ['wrongtype/exe-named.csv', 'kindMismatch'],
    ['wrongtype/elf-named.xlsx', 'kindMismatch'],
    ['wrongtype/html-named.pdf', 'kindMismatch'],
    ['wrongtype/svg-named.png', 'kindMismatch'],
    ['wrongtype/gzip-named.zip', 'archiveNotOpened'],
    ['wrongtype/pdf-zip-polyglot.pdf', 'appendedContent'],
    ['empty/zero-byte.zip', 'empty'],
    ['xlsx/sheet-xml-bomb_300MB.xlsx', 'tableRefused'],
    ['xlsx/billion-laughs_sharedstrings.xlsx', 'tableRefused'],
  ])('%s: %s', async (file, code) => {
    const { findings } = await inspectDesignFile(readFileSync(join(folder, file)), file)
    expect(findings.map((finding) => finding.code)).toContain(code)
  })
})
