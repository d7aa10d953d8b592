/** Replaces `bn.js`, of which decryption uses this much: 64-bit lengths, to and from bytes. */
// biome-ignore lint/style/noDefaultExport: bn.js has its class as the default export.
export default class BigNumber {
  readonly #value: bigint;

  /** @param value A number, or big-endian bytes. */
  constructor(value: number | readonly number[]) {
    this.#value =
      typeof value === 'number' ? BigInt(value) : value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  }

  /** @throws {Error} when the number is above Number.MAX_SAFE_INTEGER. */
  toNumber(): number {
    if (this.#value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new Error('Number can only safely store up to 53 bits');
    return Number(this.#value);
  }

  /** @returns Big-endian bytes, padded to the length. */
  toArray(_endian: 'be', length: number): number[] {
    const bytes = Array.from({ length }, () => 0);
    for (let rest = this.#value, index = length - 1; rest > 0n; rest /= 256n, index -= 1) {
      if (index < 0) throw new Error('byte array longer than desired length');
      bytes[index] = Number(rest % 256n);
    }
    return bytes;
  }
}
