/**
 * Fixed buckets for whole numbers, so that counts of parts add up to the counts of the whole. A bucket answers
 * with its middle: that is what a median or a percentile may be off by. Two scales: narrow where values matter.
 */

/**
 * Which bucket a number 0..max is in, and the smallest number of a bucket. Less than BUCKETS of them. Each scale is of a
 * class of its own: so the compiler finds its methods, and no number is boxed on its way to them.
 */
export interface Scale {
  readonly max: number;
  bucketOf(value: number): number;
  lowOf(bucket: number): number;
}

export const BUCKETS = 832;

// Powers of two that have 2^6 buckets each; those outside have 2^3. All numbers below 2^4 have their own.
const FINE = { bits: 6, from: 18, to: 25, first: 128 } as const;
const COARSE_BITS = 3;
const COARSE = 2 ** COARSE_BITS;
const FAR = FINE.first + (FINE.to - FINE.from) * 2 ** FINE.bits;
/** The scale of intervals below 2^31, for whoever counts them elsewhere (kernel.ts). */
export const INTERVAL_SCALE = { ...FINE, coarseBits: COARSE_BITS, far: FAR } as const;
const HALF = 2 ** 31;
const STEP_BITS = 22;
const STEP = 2 ** STEP_BITS;

/**
 * Intervals in microseconds: off by 0.8 % of the value at most from 0.27 s to 33 s, where this protocol's are, and by
 * 6.3 % elsewhere.
 */
class Intervals implements Scale {
  readonly max = Number.MAX_SAFE_INTEGER;

  bucketOf(value: number): number {
    return value < HALF ? intervalBucket(value | 0) : farBucket(Math.floor(value / STEP), STEP_BITS);
  }

  lowOf(bucket: number): number {
    return intervalLow(bucket);
  }
}

export const INTERVALS: Scale = new Intervals();

/** Of a value below 2^31. */
function intervalBucket(value: number): number {
  if (value < 2 * COARSE) return value;
  const power = 31 - Math.clz32(value);
  if (power >= FINE.to) return farBucket(value, 0);
  if (power < FINE.from) return (power - COARSE_BITS) * COARSE + (value >>> (power - COARSE_BITS));
  const place = (value >>> (power - FINE.bits)) & (2 ** FINE.bits - 1);
  return FINE.first + (power - FINE.from) * 2 ** FINE.bits + place;
}

/** Of `value` times 2 to the power of `more`. */
function farBucket(value: number, more: number): number {
  const power = 31 - Math.clz32(value);
  return FAR + (power + more - FINE.to) * COARSE + ((value >>> (power - COARSE_BITS)) & (COARSE - 1));
}

function intervalLow(bucket: number): number {
  if (bucket < 2 * COARSE) return bucket;
  if (bucket < FINE.first) return scaled(bucket - COARSE, COARSE_BITS, COARSE_BITS);
  if (bucket < FAR) return scaled(bucket - FINE.first, FINE.bits, FINE.from);
  return scaled(bucket - FAR, COARSE_BITS, FINE.to);
}

const EXACT_BITS = 9;
const EXACT = 2 ** EXACT_BITS;

/** Numbers of Peer Addresses in a datagram: exact below 512, three times what may be sent; off by 6.3 % above. */
class Sizes implements Scale {
  readonly max = HALF - 1;

  bucketOf(value: number): number {
    return value < EXACT ? value : farBucket(value, FINE.to - EXACT_BITS) - FAR + EXACT;
  }

  lowOf(bucket: number): number {
    return bucket < EXACT ? bucket : scaled(bucket - EXACT, COARSE_BITS, EXACT_BITS);
  }
}

export const SIZES: Scale = new Sizes();

/** The smallest number of a bucket that is so far above those of the power `from`, with 2^bits of them a power. */
function scaled(bucket: number, bits: number, from: number): number {
  const power = from + (bucket >> bits);
  return 2 ** power + (bucket & (2 ** bits - 1)) * 2 ** (power - bits);
}

/** Buckets and how often each was met, one after the other: bucket, count, bucket, count. Ascending. */
export type BucketCounts = readonly number[];

/**
 * The value of rank `share` (0..1; nearest rank) among so many; null of nothing. Held to the
 * smallest and the largest value that there were.
 */
export function quantile(
  scale: Scale,
  buckets: BucketCounts,
  share: number,
  min: number,
  max: number,
): number | null {
  let total = 0;
  for (let i = 1; i < buckets.length; i += 2) total += buckets[i] ?? 0;
  const rank = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  for (let i = 0; i < buckets.length; i += 2) {
    seen += buckets[i + 1] ?? 0;
    if (seen < rank) continue;
    const bucket = buckets[i] ?? 0;
    const middle = Math.floor((scale.lowOf(bucket) + scale.lowOf(bucket + 1) - 1) / 2);
    return Math.min(max, Math.max(min, middle));
  }
  return null;
}
