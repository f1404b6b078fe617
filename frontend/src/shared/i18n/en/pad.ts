import type { PadWords } from '../fr/pad';

export const pad: PadWords = {
  padLabel: 'Area to draw the signature in. Without a mouse or touch screen, choose “Sign with the keyboard”.',
  drawnLabel: 'Area to draw the signature in: a signature is drawn.',
  padHint: 'by finger, mouse or trackpad',
  clear: 'Clear',
  cleared: 'The signature is cleared.',
  keyboard: 'Sign with the keyboard',
  draw: 'Draw the signature',
  typedLabel: 'Your first and last name',
  typedHint: 'Writing them here counts as a signature.',
  typedMissing: 'Write your name to sign.',
  drawnMissing: 'Draw your signature first.',
  validate: 'Confirm my signature',
  sending: 'Sending…',
};
