export const SYMBOLS: { kind: string; path: string; extent: number; sink: number }[];
