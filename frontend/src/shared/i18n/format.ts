import { localeOf, type Language } from './language';

const nbsp = '\u00a0';
const thin = '\u202f';

export type DateStyle = 'long' | 'medium' | 'short' | 'brief';

const dateOptions: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  brief: { day: 'numeric', month: 'short' },
};

// Making a format takes a browser longer than all that it then writes.
function made<O, F>(make: (locale: string, options: O) => F): (locale: string, options: O) => F {
  const formats = new Map<string, F>();
  return (locale, options) => {
    const key = locale + JSON.stringify(options);
    const format = formats.get(key) ?? make(locale, options);
    formats.set(key, format);
    return format;
  };
}
const dateFormat = made((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const numberFormat = made((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));

/** A date such as « mardi 24 novembre 2026 ». at: UTC milliseconds; zone: IANA name, the browser's when absent. */
export function formatDate(language: Language, at: number, zone?: string, style: DateStyle = 'long'): string {
  const written = dateFormat(localeOf[language], { ...dateOptions[style], timeZone: zone }).format(at);
  // A day is not read apart from its month.
  return written.replace(/(\d) (?=\p{L})/gu, `$1${nbsp}`);
}

/** A calendar day (YYYY-MM-DD), which has no zone, as formatDate writes it. "" for anything else. */
export function formatDay(language: Language, day: string, style: DateStyle = 'long'): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return Number.isNaN(at) ? '' : formatDate(language, at, 'UTC', style);
}

/** A time of day: « 9 h 20 », "09:20". at: UTC milliseconds. */
export function formatTime(language: Language, at: number, zone?: string): string {
  const parts = dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).formatToParts(at);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '00';
  return language === 'fr' ? `${Number(part('hour'))}${nbsp}h${nbsp}${part('minute')}` : `${part('hour')}:${part('minute')}`;
}

/** A time of day given as HH:MM, as formatTime writes it. "" for anything else. */
export function formatClock(language: Language, time: string): string {
  return /^\d{2}:\d{2}$/.test(time) ? formatTime(language, Date.parse(`1970-01-01T${time}:00Z`), 'UTC') : '';
}

export interface NumberStyle {
  /** Exactly this many digits after the mark; by default as many as needed, up to 2. */
  decimals?: number;
  /** Shows + before what is above zero. */
  signed?: boolean;
}

/** A number as the language writes it, with a true minus sign. */
export function formatNumber(language: Language, value: number, { decimals, signed }: NumberStyle = {}): string {
  const text = numberFormat(localeOf[language], {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? 2,
    signDisplay: signed ? 'exceptZero' : 'auto',
  }).format(value);
  return text.replace('-', '−');
}

/** Several things as one sentence names them: « A, B et C », "A, B and C". */
export function formatList(language: Language, items: readonly string[]): string {
  // Safari before 14.1 does not know how.
  return 'ListFormat' in Intl ? new Intl.ListFormat(localeOf[language]).format(items) : items.join(', ');
}

/** A share of one as a whole percentage: 0.2 gives « 20 % » or "20%". */
export function formatPercent(language: Language, share: number): string {
  return `${formatNumber(language, share * 100, { decimals: 0 })}${language === 'fr' ? thin : ''}%`;
}

/** A size on a disk: « 12,4 Go », "12.4 GB"; « 340 Mo » below one of them. */
export function formatSize(language: Language, bytes: number): string {
  const giga = bytes >= 1e9;
  return numberFormat(localeOf[language], { style: 'unit', unit: giga ? 'gigabyte' : 'megabyte', maximumFractionDigits: giga ? 1 : 0 }).format(bytes / (giga ? 1e9 : 1e6));
}

/** A length of time in minutes: « 45 min », « 2 h », « 1 h 30 »; "1 h 30 min". Rounded to the minute. */
export function formatDuration(language: Language, minutes: number): string {
  const whole = Math.round(Math.abs(minutes));
  const sign = minutes < 0 && whole > 0 ? '−' : '';
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return `${sign}${rest}${nbsp}min`;
  if (rest === 0) return `${sign}${hours}${nbsp}h`;
  const shown = String(rest).padStart(2, '0');
  return language === 'fr' ? `${sign}${hours}${nbsp}h${nbsp}${shown}` : `${sign}${hours}${nbsp}h${nbsp}${shown}${nbsp}min`;
}

/** A countdown in milliseconds as « 0:24 » or « 1:05:00 »; what is over shows as « −0:12 ». */
export function formatCountdown(millis: number): string {
  const over = millis < 0;
  // Rounded up while running and away from zero when over, so that 0:00 is shown exactly at the end.
  const total = over ? Math.floor(-millis / 1000) : Math.ceil(millis / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  const clock = hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
  return over && total > 0 ? `−${clock}` : clock;
}
