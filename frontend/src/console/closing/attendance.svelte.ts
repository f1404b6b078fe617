import type { AttendanceEdit, AttendanceView } from '$shared/model/wire';
import { instantOf, localTime } from './times';

/** One line of the attendance as it is being corrected. */
export class Line {
  readonly view: AttendanceView;
  name: string = $state('');
  /** As typed; undefined once it is no time. "09:20". */
  arrival: string | undefined = $state('');
  /** The same; "" until the end. */
  departure: string | undefined = $state('');
  present: boolean = $state(false);

  #zone: string;
  #day: string;

  /** begun: when the training began, for somebody present who never joined. */
  constructor(view: AttendanceView, zone: string, begun: number) {
    this.view = view;
    this.#zone = zone;
    const arrived = view.arrivedAt || begun;
    this.#day = localTime(arrived, zone).day;
    this.name = view.name;
    this.arrival = localTime(arrived, zone).time;
    this.departure = view.leftAt ? localTime(view.leftAt, zone).time : '';
    this.present = !view.absent && !view.expected;
  }

  /** Whether something differs from what the server knows. */
  get changed(): boolean {
    const before = new Line(this.view, this.#zone, this.view.arrivedAt);
    const times = this.present && (this.arrival !== before.arrival || this.departure !== before.departure);
    return this.name !== before.name || this.present !== before.present || times;
  }

  /** What is wrong with it, by the key of its sentence; "" when nothing is. */
  get fault(): '' | 'name' | 'arrival' | 'departure' | 'order' {
    if (this.name.trim() === '' || [...this.name.trim()].length > 80) return 'name';
    if (!this.present) return '';
    if (!this.arrival) return 'arrival';
    if (this.departure === undefined) return 'departure';
    if (this.departure !== '' && this.departure < this.arrival) return 'order';
    return '';
  }

  edit(): AttendanceEdit {
    const { id, arrivedAt, leftAt } = this.view;
    if (!this.present) return { id, name: this.name, arrivedAt, leftAt, absent: true };
    return { id, name: this.name, arrivedAt: this.#instant(this.arrival ?? '', arrivedAt), leftAt: this.departure ? this.#instant(this.departure, leftAt) : 0, absent: false };
  }

  /** The instant of a time; the known one, to the second, where the time was left alone. */
  #instant(time: string, known: number): number {
    if (known !== 0 && localTime(known, this.#zone).time === time) return known;
    return instantOf(this.#day, time, this.#zone) ?? known;
  }
}
