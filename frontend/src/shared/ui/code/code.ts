/** Characters of a join code, and of a re-entry code. */
export const codeLength = 6;

// Codes leave out what looks alike; what is typed for a lookalike is understood.
const lookalikes: Record<string, string> = { '2': 'Z', '5': 'S', '8': 'B' };

/** What was typed or pasted as a code: capitals and digits only, lookalikes put right, at most length characters. */
export function normaliseCode(typed: string, length = codeLength): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/[258]/g, (digit) => lookalikes[digit] ?? digit)
    .slice(0, length);
}

/** A code in two groups, as it is shown and read aloud: "K7M P3X". */
export function groupCode(code: string): string {
  const half = Math.ceil(code.length / 2);
  return code.length > 3 ? `${code.slice(0, half)}\u00a0${code.slice(half)}` : code;
}
