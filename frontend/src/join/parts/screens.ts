import type { ComponentProps } from 'svelte';
import type Reenter from '../entry/Reenter.svelte';
import type Menu from '../frame/Menu.svelte';
import type Elsewhere from '../people/Elsewhere.svelte';
import type Handover from '../people/Handover.svelte';
import type Moved from '../people/Moved.svelte';
import type SignLine from '../presence/SignLine.svelte';
import type SignPage from '../presence/SignPage.svelte';
import type PinSetting from '../people/PinSetting.svelte';
import type Results from '../results/Results.svelte';
import type ReturnCode from '../results/ReturnCode.svelte';
import { late } from './late.svelte';

/** What is not needed to come in and answer: fetched after the page has opened. */
export const screens = {
  signLine: late<ComponentProps<typeof SignLine>>((far) => far.signLine()),
  signPage: late<ComponentProps<typeof SignPage>>((far) => far.signPage()),
  handover: late<ComponentProps<typeof Handover>>((far) => far.handover()),
  moved: late<ComponentProps<typeof Moved>>((far) => far.moved()),
  elsewhere: late<ComponentProps<typeof Elsewhere>>((far) => far.elsewhere()),
  pinSetting: late<ComponentProps<typeof PinSetting>>((far) => far.pinSetting()),
  menu: late<ComponentProps<typeof Menu>>((far) => far.menu()),
  reenter: late<ComponentProps<typeof Reenter>>((far) => far.reenter()),
  results: late<ComponentProps<typeof Results>>((far) => far.results()),
  returnCode: late<ComponentProps<typeof ReturnCode>>((far) => far.returnCode()),
};
