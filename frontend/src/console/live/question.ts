/** What the live console asks before it acts. */
export type Question = 'unfinished' | 'decide' | 'skip' | 'shorten' | 'closing' | 'swap';
