import type { Component } from 'svelte';
import { Late } from '$shared/chunks/late.svelte';
import type { Link } from '../live/room.svelte';
import type { Answers } from '../live/answers.svelte';
import type { OwnResult, PersonView, RoomView } from '$shared/model/wire';
import type { Visit } from '../visit.svelte';
import type * as Far from './far';

/** What the page of a kind of activity is given; P is what of it is played. */
export interface KindProps<P> {
  visit: Visit;
  room: RoomView;
  person: PersonView;
  answers: Answers;
  link: Link;
  play: P;
  result: OwnResult | undefined;
}

/** One of what lies in far.ts. */
export function late<Props extends object>(pick: (far: typeof Far) => Promise<{ default: Component<Props> }>): Late<Props> {
  return new Late(async () => pick(await import('./far')));
}
