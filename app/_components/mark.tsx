/** 榫卯: a tenon and the mortise cut to fit it. Two parts, one joint, no glue. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <path fill="light-dark(#0b6a60, #3d9f93)" d="M3 4h14v8h5v8h-5v8H3z" />
      <path fill="light-dark(#c98a3d, #d79d55)" d="M19 4h10v24H19v-6h5V10h-5z" />
    </svg>
  )
}
