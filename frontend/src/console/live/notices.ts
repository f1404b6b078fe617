import type { Notice } from '$shared/model/wire';
import { i18n } from '../i18n';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** A notice as the trainer reads it; days in it are written out. */
export function sentenceOf(notice: Notice, words: object): string {
  const template = (words as Record<string, string | undefined>)[notice.key];
  const params = Object.entries(notice.params ?? {}).map(([name, value]) => [name, value && day.test(value) ? i18n.day(value) : (value ?? '')] as const);
  return template === undefined ? notice.key : i18n.fill(template, Object.fromEntries(params));
}

/** The session is not held on the day it was prepared for. */
export const aboutTheDay = ({ key }: Notice): boolean => key === 'other-day' || key === 'day-passed';
