import { Skeleton } from '@/app/_components/ui/layout'
import classes from './compare-skeleton.module.css'

/** The place of the differences until they are there. */
export const CompareSkeleton = () => (
  <div aria-busy className={classes.waiting}>
    {Array.from({ length: 4 }, (_, index) => (
      <Skeleton key={index} height={130} />
    ))}
  </div>
)
