import type { PDFVerdict, RegisteredDocument, StatementVerdict } from '$shared/model/wire';
import type { Api } from '../api';
import { readBase64 } from '../settings/image';

/** The largest PDF sent to be checked, in bytes. */
export const largest = 20 << 20;

/** What the trainer is told of something checked. */
export type Verdict = 'authentic' | 'altered' | 'unknown' | 'unsigned' | 'revoked' | 'replaced' | 'registered' | 'unregistered';

/** One thing checked: a PDF, or the text of a QR code. */
export interface Checked {
  id: number;
  /** Name of the file, "" for a text. */
  file: string;
  pdf?: PDFVerdict;
  statement?: StatementVerdict;
  /** What the register of this computer has under a code that was typed; null: nothing. */
  registered?: RegisteredDocument | null;
  error?: unknown;
  tooLarge?: boolean;
}

/** A document's code as it is printed, « 7QF4-M2KD-93XA », typed anyhow. */
const printedCode = /^[0-9a-z]{4}([\s-]*[0-9a-z]{4}){2}$/i;

export function verdictOf({ pdf, statement, registered }: Pick<Checked, 'pdf' | 'statement' | 'registered'>): Verdict | undefined {
  if (registered === null) return 'unregistered';
  if (registered) return fate(registered) ?? 'registered';
  if (pdf) {
    if (!pdf.signed) return 'unsigned';
    if (!pdf.intact) return 'altered';
    return pdf.ours ? (fate(pdf.registered) ?? 'authentic') : 'unknown';
  }
  if (!statement) return undefined;
  if (!statement.valid) return 'altered';
  return statement.ours ? (fate(statement.registered) ?? 'authentic') : 'unknown';
}

/** What became of a document after it was issued. */
function fate(registered?: RegisteredDocument): 'revoked' | 'replaced' | undefined {
  if (registered?.document.revokedAt) return 'revoked';
  return registered?.document.replacedBy ? 'replaced' : undefined;
}

/** What was checked on this page, the last first. */
export class Verification {
  checked: Checked[] = $state.raw([]);
  busy = $state(false);
  #next = 0;

  constructor(readonly api: Pick<Api, 'checkPDF' | 'checkStatement' | 'register'>) {}

  /** Checks files, one after the other. */
  async files(files: Iterable<File>): Promise<void> {
    for (const file of files) {
      if (file.size > largest) this.#tell({ file: file.name, tooLarge: true });
      else await this.#check(file.name, async () => ({ pdf: await this.api.checkPDF(await readBase64(file)) }));
    }
  }

  /** Checks the text of a QR code, or looks for a code that was typed in the register of this computer. */
  text(text: string): Promise<void> {
    const typed = text.trim();
    if (printedCode.test(typed)) return this.#check('', async () => ({ registered: await this.#find(typed) }));
    return this.#check('', async () => ({ statement: await this.api.checkStatement(text) }));
  }

  clear(): void {
    this.checked = [];
  }

  async #find(typed: string): Promise<RegisteredDocument | null> {
    const code = (typed.toUpperCase().match(/[0-9A-Z]{4}/g) ?? []).join('-');
    const { lines } = await this.api.register({ from: '', to: '', search: code, limit: 20, offset: 0 });
    return lines.find(({ document }) => document.code === code) ?? null;
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
