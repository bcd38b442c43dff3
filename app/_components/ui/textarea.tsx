'use client'
import { useEffect, useLayoutEffect, useRef, type ComponentPropsWithoutRef, type Ref } from 'react'
import { FieldFrame, parted, type FieldProps } from './field'

type TextareaProps = FieldProps &
  Omit<ComponentPropsWithoutRef<'textarea'>, keyof FieldProps> &
  Readonly<{
    ref?: Ref<HTMLTextAreaElement> | undefined
    /** As high as its text, from `minRows` to `maxRows` rows. */
    autosize?: boolean
    minRows?: number
    maxRows?: number
  }>

const useBrowserLayoutEffect = typeof window === 'undefined' ? useEffect : useLayoutEffect

/** Gives a text area the height of its text. */
function fit(area: HTMLTextAreaElement, maxRows: number | undefined): void {
  const { lineHeight, paddingTop, paddingBottom, borderTopWidth, borderBottomWidth } = getComputedStyle(area)
  const border = parseFloat(borderTopWidth) + parseFloat(borderBottomWidth)
  // The rows of the element itself are the least it can have.
  area.style.setProperty('height', 'auto', 'important')
  const most =
    maxRows === undefined
      ? Infinity
      : parseFloat(lineHeight) * maxRows + parseFloat(paddingTop) + parseFloat(paddingBottom) + border
  const height = Math.min(area.scrollHeight + border, most)
  area.style.setProperty('height', `${height}px`, 'important')
}

export function Textarea({ autosize = false, minRows, maxRows, ref, ...props }: TextareaProps) {
  const { frame, input } = parted(props)
  const area = useRef<HTMLTextAreaElement>(null)
  useBrowserLayoutEffect(() => {
    if (autosize && area.current) fit(area.current, maxRows)
  })
  useEffect(() => {
    const element = area.current
    if (!autosize || !element) return
    let width = element.offsetWidth
    const observer = new ResizeObserver(() => {
      if (element.offsetWidth === width) return
      width = element.offsetWidth
      fit(element, maxRows)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [autosize, maxRows])
  const attach = (element: HTMLTextAreaElement | null) => {
    area.current = element
    if (typeof ref === 'function') return ref(element)
    if (ref) ref.current = element
  }
  return (
    <FieldFrame {...frame} kind="textarea">
      {(given) => (
        <textarea
          rows={autosize ? minRows : undefined}
          data-no-overflow={(autosize && maxRows === undefined) || undefined}
          {...input}
          {...given.input}
          ref={attach}
          id={given.id}
          aria-describedby={given.describedBy}
        />
      )}
    </FieldFrame>
  )
}
