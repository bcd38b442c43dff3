/** Sets a property past the one React puts on the element to notice changes, so that React then sees a change. */
function setBehindReact(element: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype: object = Object.getPrototypeOf(element)
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value)
}

/**
 * Tells a form what was typed, chosen or filled in by the browser before its scripts arrived: on a slow line that is
 * seconds, and the next render would put the empty state back over it.
 */
export function hearEarlyInput(form: HTMLFormElement): void {
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && (element.type === 'checkbox' || element.type === 'radio')) {
      if (element.checked === element.defaultChecked) continue
      // Back to what the page came with, then the choice again as a press.
      if (element.type === 'checkbox' || element.checked) {
        element.checked = element.defaultChecked
        element.click()
      }
    } else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      const { value, defaultValue } = element
      if (value === defaultValue || (element instanceof HTMLInputElement && element.type === 'file')) continue
      element.value = defaultValue
      setBehindReact(element, value)
      element.dispatchEvent(new Event('input', { bubbles: true }))
    } else if (element instanceof HTMLSelectElement) {
      if ([...element.options].every((option) => option.selected === option.defaultSelected)) continue
      element.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }
}
