/** Hours both sides have for an emergency (line down, lifecycle reference §4): by the clock, day and night. */
export const emergencyHours = 24

/** Until when an emergency has to be decided. It runs on while people sleep: the line stands. */
export const emergencyDue = (raised: Date): Date => new Date(raised.getTime() + emergencyHours * 3_600_000)
