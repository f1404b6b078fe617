import type { ComponentProps } from 'svelte';
import type Menu from '../frame/Menu.svelte';
import type Elsewhere from '../people/Elsewhere.svelte';
import type Handover from '../people/Handover.svelte';
import type Moved from '../people/Moved.svelte';
import type PinSetting from '../people/PinSetting.svelte';
import type Results from '../results/Results.svelte';
import type ReturnCode from '../results/ReturnCode.svelte';
import { Late } from './late.svelte';

/** What is not needed to come in and answer: fetched after the page has opened. */
export const screens = {
  handover: new Late<ComponentProps<typeof Handover>>(() => import('../people/Handover.svelte')),
  moved: new Late<ComponentProps<typeof Moved>>(() => import('../people/Moved.svelte')),
  elsewhere: new Late<ComponentProps<typeof Elsewhere>>(() => import('../people/Elsewhere.svelte')),
  pinSetting: new Late<ComponentProps<typeof PinSetting>>(() => import('../people/PinSetting.svelte')),
  menu: new Late<ComponentProps<typeof Menu>>(() => import('../frame/Menu.svelte')),
  results: new Late<ComponentProps<typeof Results>>(() => import('../results/Results.svelte')),
  returnCode: new Late<ComponentProps<typeof ReturnCode>>(() => import('../results/ReturnCode.svelte')),
};
