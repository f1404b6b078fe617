import { describe, expect, it } from 'vitest';
import { placeOf } from './place';

describe('placeOf', () => {
  it('takes the token', () => expect(placeOf('#abc_-9')).toEqual({ token: 'abc_-9', preview: false }));
  it('knows the preview of the console', () => expect(placeOf('#abc/preview')).toEqual({ token: 'abc', preview: true }));
  it('opens nothing without a token', () => expect(placeOf('')).toEqual({ token: '', preview: false }));
});
