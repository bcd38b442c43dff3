/** What a file of a design set is for, in the order a set is read. */
export const designFileKinds = [
  'schematic',
  'layout',
  'fabrication',
  'placement',
  'model',
  'drawing',
  'artwork',
  'testPlan',
  'other',
] as const
export type DesignFileKind = (typeof designFileKinds)[number]

/** Characters of the name of a set, and of what is said of a release, in one language. */
export const longestName = 120
export const longestNotes = 4_000
/** Bytes of one file: 2 GB. */
export const longestDesignFile = 2_000_000_000
/** Files of one revision. */
export const mostDesignFiles = 500
/** Bytes of one piece of an upload: each is checked by its own hash before it counts. */
export const longestPiece = 16_777_216
/** Uploads of one organisation that are on their way at once. */
export const mostUploads = 500
/** An upload nobody touched for so long is given up, and its bytes forgotten. */
export const uploadLifetimeDays = 7

const byExtension: Readonly<Record<string, DesignFileKind>> = {
  ...of('schematic', 'kicad_sch sch schdoc dsn'),
  ...of('layout', 'kicad_pcb brd pcbdoc'),
  ...of('fabrication', 'gbr ger gtl gbl gts gbs gto gbo gtp gbp gko gm1 g1 g2 g3 g4 drl xln exc gbrjob ipc'),
  ...of('placement', 'pos'),
  ...of('model', 'step stp stl igs iges 3mf x_t wrl'),
  ...of('drawing', 'dxf dwg'),
  ...of('artwork', 'ai svg eps psd cdr indd'),
}

const byWords: readonly (readonly [RegExp, DesignFileKind])[] = [
  [/schematic|\bsch\b|原理图|电路图/i, 'schematic'],
  [/gerber|fabrication|\bfab\b|drill|制板|光绘|钻孔/i, 'fabrication'],
  [/pick.?(and|&|n)?.?place|placement|\bcpl\b|\bpnp\b|\bxy\b|\bpos\b|centroid|坐标|贴片/i, 'placement'],
  [/test.?plan|test.?spec|\btp\b|测试(计划|方案|规范)/i, 'testPlan'],
  [/artwork|label|silk|packag|包装|标签|彩盒|丝印稿/i, 'artwork'],
  [/\b(layout|pcb)\b|布局|布线/i, 'layout'],
  [/drawing|dimension|outline|图纸|结构图|工程图/i, 'drawing'],
  [/housing|enclosure|\b3d\b|外壳|结构件/i, 'model'],
]

function of(kind: DesignFileKind, extensions: string): Record<string, DesignFileKind> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, kind]))
}

/** What a file is likely for, by its name: the extension where it says so, else the words. People may say otherwise. */
export function kindOfName(name: string): DesignFileKind {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const words = name.replaceAll(/[_.-]+/g, ' ')
  return byExtension[extension] ?? byWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}

/** By what two names are the same file: width, case and the way of composing accents do not make another. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()
