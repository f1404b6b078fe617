import type { PDFCheck, StatementCheck } from '$shared/model/wire';
import type { Api } from '../api';
import { readBase64 } from '../settings/image';

/** The largest PDF sent to be checked, in bytes. */
export const largest = 20 << 20;

/** What the trainer is told of something checked. */
export type Verdict = 'authentic' | 'altered' | 'unknown' | 'unsigned';

/** One thing checked: a PDF, or the text of a QR code. */
export interface Checked {
  id: number;
  /** Name of the file, "" for a text. */
  file: string;
  pdf?: PDFCheck;
  statement?: StatementCheck;
  error?: unknown;
  tooLarge?: boolean;
}

export function verdictOf({ pdf, statement }: Pick<Checked, 'pdf' | 'statement'>): Verdict | undefined {
  if (pdf) {
    if (!pdf.signed) return 'unsigned';
    if (!pdf.intact) return 'altered';
    return pdf.ours ? 'authentic' : 'unknown';
  }
  if (!statement) return undefined;
  if (!statement.valid) return 'altered';
  return statement.ours ? 'authentic' : 'unknown';
}

/** What was checked on this page, the last first. */
export class Verification {
  checked: Checked[] = $state.raw([]);
  busy = $state(false);
  #next = 0;

  constructor(readonly api: Pick<Api, 'checkPDF' | 'checkStatement'>) {}

  /** Checks files, one after the other. */
  async files(files: Iterable<File>): Promise<void> {
    for (const file of files) {
      if (file.size > largest) this.#tell({ file: file.name, tooLarge: true });
      else await this.#check(file.name, async () => ({ pdf: await this.api.checkPDF(await readBase64(file)) }));
    }
  }

  /** Checks the text of a QR code. */
  text(text: string): Promise<void> {
    return this.#check('', async () => ({ statement: await this.api.checkStatement(text) }));
  }

  clear(): void {
    this.checked = [];
  }

  async #check(file: string, call: () => Promise<Partial<Checked>>): Promise<void> {
    this.busy = true;
    try {
      this.#tell({ file, ...(await call()) });
    } catch (error) {
      this.#tell({ file, error });
    } finally {
      this.busy = false;
    }
  }

  #tell(one: Omit<Checked, 'id'>): void {
    this.checked = [{ ...one, id: this.#next++ }, ...this.checked];
  }
}
