// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { actOfKey, Clicker } from './keys';

/** What a key does when an element has it. */
function press(html: string, key: string, init: KeyboardEventInit = {}, single = true) {
  document.body.innerHTML = html;
  const target = document.body.querySelector('[data-here]') ?? document.body;
  let act: ReturnType<typeof actOfKey>;
  const heard = (event: KeyboardEvent) => (act = actOfKey(event, single));
  window.addEventListener('keydown', heard);
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  window.removeEventListener('keydown', heard);
  return act;
}
afterEach(() => (document.body.innerHTML = ''));

describe('actOfKey', () => {
  it.each([
    [' ', 'next'],
    ['PageDown', 'page'],
    ['r', 'reveal'],
    ['R', 'reveal'],
    ['ArrowLeft', 'back'],
    ['PageUp', 'back'],
    ['b', 'black'],
    ['.', 'black'],
    ['p', 'pause'],
    ['+', 'minute'],
    ['-', 'less'],
    ['t', 'timer'],
    ['j', 'join'],
    ['d', 'theme'],
    ['g', 'freeze'],
    ['f', 'stage'],
    ['n', 'note'],
    ['z', 'undo'],
    ['Z', 'undo'],
    ['?', 'help'],
    ['Escape', 'escape'],
    ['x', undefined],
  ])('%s asks for %s', (key, act) => expect(press('', key)).toBe(act));
  it.each(['r', 'R', 'b', '.', 'p', '+', '-', '−', 't', 'j', 'd', 'g', 'f', 'n', 'z', '?'])('%s is left alone where one key does not act by itself', (key) => expect(press('', key, {}, false)).toBeUndefined());
  it.each([
    [' ', 'next'],
    ['PageDown', 'page'],
    ['PageUp', 'back'],
    ['ArrowLeft', 'back'],
    ['Escape', 'escape'],
  ])('%s always asks for %s', (key, act) => expect(press('', key, {}, false)).toBe(act));
  it('takes back by Ctrl Z whatever one key does', () => expect(press('', 'z', { ctrlKey: true }, false)).toBe('undo'));

  it('takes back with Ctrl+Z, and leaves it to what is being typed', () => {
    expect(press('', 'z', { ctrlKey: true })).toBe('undo');
    expect(press('', 'z', { metaKey: true })).toBe('undo');
    expect(press('<textarea data-here></textarea>', 'z', { ctrlKey: true })).toBeUndefined();
    expect(press('', 'p', { ctrlKey: true })).toBeUndefined();
  });
  it('goes to a table by its digit, of which there are eight', () => {
    expect(['1', '8', '0', '9', '&'].map((key) => press('', key))).toEqual(['table', 'table', undefined, undefined, undefined]);
    expect(press('', '-')).toBe('less'); // the key of 6 on a French keyboard
  });
  it('does nothing while something is typed or chosen', () => {
    for (const field of ['<input data-here>', '<textarea data-here></textarea>', '<select data-here></select>', '<div contenteditable="true"><b data-here></b></div>'])
      expect(press(field, 'r')).toBeUndefined();
  });
  it('lets a clicker act where nothing is being typed, with the cursor in an empty field or on a choice', () => {
    for (const field of ['<textarea data-here></textarea>', '<input data-here>', '<input type="radio" value="a" data-here>', '<input type="checkbox" data-here>']) {
      expect([press(field, 'PageDown'), press(field, 'PageUp'), press(field, ' ')], field).toEqual(['page', 'back', undefined]);
    }
    for (const field of ['<textarea data-here>La table Loire</textarea>', '<input value="x" data-here>', '<input type="range" data-here>', '<select data-here></select>']) expect(press(field, 'PageDown'), field).toBeUndefined();
    expect(press('<dialog open></dialog><input data-here>', 'PageDown')).toBeUndefined();
  });
  it('leaves the space bar to what it presses', () => {
    expect(press('<button data-here>x</button>', ' ')).toBeUndefined();
    expect(press('<summary data-here>x</summary>', ' ')).toBeUndefined();
    expect(press('<button data-here>x</button>', 'PageDown')).toBe('page');
  });
  it('does nothing behind a question', () => expect(press('<dialog open></dialog>', ' ')).toBeUndefined());
  it('leaves the system its own', () => {
    for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) expect(press('', 'r', { [held]: true })).toBeUndefined();
  });
  it('does not run on while a key is held', () => expect(press('', ' ', { repeat: true })).toBeUndefined());
});

describe('Clicker', () => {
  it('reveals with the second press within two seconds', () => {
    const clicker = new Clicker();
    expect([clicker.press(0), clicker.press(2_000)]).toEqual([false, true]);
  });
  it('begins anew when the second comes too late, and after it', () => {
    const clicker = new Clicker();
    expect([clicker.press(0), clicker.press(2_001), clicker.press(2_500), clicker.press(2_600)]).toEqual([false, false, true, false]);
  });
  it('forgets the first press when something else was done', () => {
    const clicker = new Clicker();
    clicker.press(0);
    clicker.disarm();
    expect(clicker.press(100)).toBe(false);
  });
});
