/**
 * What every page is made of. These render what the component library of the same names renders, with its style sheets,
 * and none of its script: that is fetched with the first dialog, menu or list that opens.
 */
export { ActionIcon, Button, CloseButton, Loader, UnstyledButton, type ButtonProps } from './button'
export { Anchor, Badge, Kbd, Text, Title, VisuallyHidden } from './text'
export { Columns, Divider, Group, Progress, Skeleton, Stack } from './layout'
export { Alert } from './alert'
export { NativeSelect, TextInput, type TextInputProps } from './field'
export { Textarea } from './textarea'
export { PasswordInput, type PasswordInputProps } from './password-input'
export { Checkbox, Radio, Switch } from './choices'
export { SegmentedControl } from './segmented-control'
