/**
 * The number a person wrote, with a comma or a point, spaces between thousands,
 * either minus sign, and perhaps a per cent sign. null: nothing is written;
 * undefined: it is no number.
 */
export function parseNumber(text: string): number | null | undefined {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(/%$/, '').replace(/−/g, '-').replace(',', '.');
  if (bare === '') return null;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : undefined;
}
