import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type State = 'good' | 'silent' | 'cut';

/** What lies between a browser and the room: a relay of bytes that can be cut, or fall silent as the Wi-Fi does. */
export class Cable {
  #state: State = 'good';
  #server: Server;
  #sockets = new Set<Socket>();
  #held: (() => void)[] = [];

  private constructor(room: URL) {
    this.#server = createServer((near) => {
      this.#keep(near);
      if (this.#state === 'cut') near.resetAndDestroy();
      else if (this.#state === 'silent') this.#held.push(() => this.#relay(near, room));
      else this.#relay(near, room);
    });
  }

  /** Lays a cable to a room. */
  static async to(room: string): Promise<Cable> {
    const cable = new Cable(new URL(room));
    await new Promise<void>((resolve) => cable.#server.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  /** An address of the room as reached through the cable. */
  through(link: string): string {
    const url = new URL(link);
    url.port = String((this.#server.address() as AddressInfo).port);
    return url.href;
  }

  /** Nothing arrives any more, and nobody is told. */
  silence(): void {
    this.#state = 'silent';
    for (const socket of this.#sockets) socket.pause();
  }

  /** Connections are reset, new ones refused. */
  cut(): void {
    this.#state = 'cut';
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#held = [];
  }

  /** What was sent into the silence arrives. */
  heal(): void {
    this.#state = 'good';
    for (const socket of this.#sockets) socket.resume();
    for (const relay of this.#held.splice(0)) relay();
  }

  async end(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A reset is what a cut is for.
    socket.on('error', () => socket.destroy());
  }

  #relay(near: Socket, room: URL): void {
    const far = connect(Number(room.port), room.hostname);
    this.#keep(far);
    for (const [from, to] of [[near, far], [far, near]] as const) {
      // By hand: a pipe would go on by itself in a silence.
      from.on('data', (bytes) => to.write(bytes));
      from.on('end', () => to.end());
      from.on('close', () => to.destroy());
    }
    if (this.#state === 'silent') far.pause();
  }
}
