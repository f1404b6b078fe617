import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

export const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
export const middle = (values: number[]) => sorted(values)[Math.floor(values.length / 2)] ?? 0;
export const worst = (values: number[]) => Math.max(0, ...values);
/** A figure, its limit and their ratio, on one line. */
export const row = (what: string, value: number, most: number, unit: string) => `  ${what.padEnd(56)} ${value.toFixed(1).padStart(7)} ${unit}  ${most} ${unit}  ${(value / most).toFixed(2)}`;
/** Ticks of all processors since the machine began; none where the system does not tell. */
interface Processors {
  all: number;
  /** By other machines of the same host. */
  taken: number;
}

export function processors(): Processors {
  try {
    // user nice system idle iowait irq softirq steal: proc_stat(5)
    const ticks = (/^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '').split(' ').slice(0, 8).map(Number);
    return { all: ticks.reduce((sum, one) => sum + one, 0), taken: ticks[7] ?? 0 };
  } catch {
    return { all: 0, taken: 0 };
  }
}

/** The share of the processors' time that other machines took, from 0 to 1. */
export function takenSince(before: Processors): number {
  const now = processors();
  return now.all > before.all ? (now.taken - before.taken) / (now.all - before.all) : 0;
}

/** What else the machine had to do meanwhile: times mean little beside other work. */
export const load = (before: Processors) =>
  `  load while measuring: ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores; ${(100 * takenSince(before)).toFixed(0)} % of them taken by other machines`;
