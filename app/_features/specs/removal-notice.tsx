import { Button } from '@/app/_components/ui/button'
import classes from './removal-notice.module.css'

type Props = Readonly<{ text: string; undo: string; onUndo: () => void }>

/** Says that something was removed, with a way back. */
export const RemovalNotice = ({ text, undo, onUndo }: Props) => (
  <span className={classes.notice}>
    <span className={classes.text}>{text}</span>
    <Button size="compact-md" variant="default" onClick={onUndo}>
      {undo}
    </Button>
  </span>
)
