import type { ApiError } from '$shared/api/error';
import type { Message, StageView } from '$shared/model/wire';
import { Live, webSocketURL } from '$shared/realtime/live.svelte';
import { after, withProgress } from './keep';

/** The projected picture, kept when the connection is lost. */
export class Stage {
  view: StageView | undefined = $state.raw();
  ended: ApiError | undefined = $state.raw();
  readonly live: Live;

  /** preview: nobody projects this page; the console shows it. */
  constructor(token: string, preview = false) {
    this.live = new Live({
      target: () => ({ url: webSocketURL('/connection/websocket'), data: { stage: token, preview } }),
      onresync: async () => {
        const view = await this.live.call<StageView>('snapshot');
        this.live.accept({ type: 'stage', stage: view });
        this.#show(view);
      },
      onended: (reason) => (this.ended = reason),
    });
    this.live.on<Message>('stage:', (message) => {
      if (message.type === 'stage' && message.stage) this.#show(message.stage);
      if (message.type === 'progress' && message.progress) this.view = withProgress(this.view, message.progress);
    });
  }

  start(): void {
    void this.live.start();
  }

  #show(view: StageView): void {
    this.view = after(this.view, view);
    this.ended = undefined;
  }
}
