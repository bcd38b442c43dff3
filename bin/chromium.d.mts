export const shell: string
export function findChromium(): string | null
export function hasChineseFonts(): boolean | null
