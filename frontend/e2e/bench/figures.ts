import { cpus, loadavg } from 'node:os';

export const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
export const middle = (values: number[]) => sorted(values)[Math.floor(values.length / 2)] ?? 0;
export const worst = (values: number[]) => Math.max(0, ...values);
/** A figure, its limit and their ratio, on one line. */
export const row = (what: string, value: number, most: number, unit: string) => `  ${what.padEnd(56)} ${value.toFixed(1).padStart(7)} ${unit}  ${most} ${unit}  ${(value / most).toFixed(2)}`;
/** What else the machine had to do meanwhile. */
export const load = () => `  load while measuring: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`;
