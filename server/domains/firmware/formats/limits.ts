/** Rules, opening: what is larger is no microcontroller's. */
export const mostFirmwareBytes = 64 * 1_048_576
