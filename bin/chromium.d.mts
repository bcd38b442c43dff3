export function findChromium(): string | null
export function hasChineseFonts(): boolean | null
