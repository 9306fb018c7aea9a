/** How often a source can be asked by itself, in minutes. */
export const INTERVALS = [15, 30, 60, 120, 240, 720, 1440];
