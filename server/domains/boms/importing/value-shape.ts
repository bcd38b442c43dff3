const QUICK =
  /^[<>≤≥~±]?\d*[.,]?\d+\s*(?:[pnuµμmkKMRrGg]?[FHΩVAWz]?|[pnuμmkKMG]?(?:F|H|Hz|ohms?|Ω|V|A|W)|R|%)?\d{0,3}\s*(?:[FHJKMGΩ]|ohms?)?(?:[/ @,_±].*)?$/i

/** Rough test: does the text start like an electrical value (`10k`, `0.1uF`, `4R7`, `100nF/50V`)? For columns, not cells. */
export const isNumericValue = (text: string): boolean => QUICK.test(text) && text.length <= 40
