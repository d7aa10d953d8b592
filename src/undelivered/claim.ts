/** The time for which a message is hidden from everybody else. */
export interface Claim {
  /** Milliseconds that are left of it; negative once it is over. */
  readonly left: () => number;
}

/** Milliseconds since 1970, which a correction may set back, and since some start, which stands still while a computer sleeps. */
export interface Clocks {
  readonly wall: () => number;
  readonly steady: () => number;
}

const systemClocks: Clocks = { wall: Date.now, steady: () => performance.now() };

/**
 * Begins to count a claim. Call it before SQS is asked, so that the claim is over here no later than there: SQS itself
 * does not refuse whoever comes too late.
 */
export function startClaim(seconds: number, { wall, steady }: Clocks = systemClocks): Claim {
  const began = { wall: wall(), steady: steady() };
  return { left: () => seconds * 1000 - Math.max(wall() - began.wall, steady() - began.steady) };
}
