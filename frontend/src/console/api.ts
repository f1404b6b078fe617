import type { Transport } from '$shared/api/transport';
import type {
  ActivityView,
  Address,
  AttendanceEdit,
  AttendanceView,
  Bundle,
  CastMember,
  Command,
  ConsoleView,
  DeletionReceipt,
  DocumentKind,
  File,
  Home,
  Images,
  ImagesSaved,
  IssueRequest,
  IssuedDocument,
  Language,
  NewSession,
  PDFVerdict,
  Pairing,
  PersonName,
  PresenceView,
  Readiness,
  RegisterFiles,
  RegisterFilter,
  RegisterPage,
  Restored,
  RoomStatus,
  SealView,
  SessionSummary,
  Settings,
  SignHere,
  StatementVerdict,
  StepFigures,
  WordingView,
  WorkshopDraft,
  WorkshopView,
} from '$shared/model/wire';

/** The program's methods as the console calls them; each rejects with an ApiError. */
export class Api {
  constructor(readonly transport: Transport) {}

  home = () => this.#call<Home>('home');
  restore = (backup: string) => this.#call<Restored>('restore', backup);
  continueDamaged = () => this.#call<Restored>('continueDamaged');
  retryStart = () => this.#call<unknown>('retryStart');
  saveSettings = (settings: Settings) => this.#call<Settings>('saveSettings', settings);
  images = () => this.#call<Images>('images');
  saveImages = (images: Images) => this.#call<ImagesSaved>('saveImages', images);
  wordings = () => this.#call<WordingView[]>('wordings');
  saveWording = (kind: DocumentKind, language: Language, sentences: Record<string, string>) => this.#call<WordingView>('saveWording', kind, language, sentences);
  /** The PDF of a sample document, as base64. */
  specimen = (kind: DocumentKind, language: Language, sentences: Record<string, string>) => this.#call<string>('specimen', kind, language, sentences);
  saveSpecimen = (kind: DocumentKind, language: Language, sentences: Record<string, string>) => this.#call<string>('saveSpecimen', kind, language, sentences);
  workshops = () => this.#call<WorkshopView[]>('workshops');
  activities = () => this.#call<ActivityView[]>('activities');
  saveWorkshop = (draft: WorkshopDraft) => this.#call<WorkshopView>('saveWorkshop', draft);
  deleteWorkshop = (id: string) => this.#call<unknown>('deleteWorkshop', id);
  createSession = (session: NewSession) => this.#call<string>('createSession', session);
  sessions = (search: string, limit: number) => this.#call<SessionSummary[] | null>('sessions', { search, limit, offset: 0 });
  /** Sessions that took place and are closed, the newest first. */
  pastSessions = (search: string, limit: number) => this.#call<SessionSummary[]>('sessions', { search, past: true, limit, offset: 0 });
  session = (id: string) => this.#call<ConsoleView>('session', id);
  do = (id: string, command: Command) => this.#call<ConsoleView>('do', id, command);
  pairRemote = (id: string, replace: boolean) => this.#call<Pairing>('pairRemote', id, replace);
  unpairRemote = (id: string, unused: boolean) => this.#call<unknown>('unpairRemote', id, unused);
  names = (id: string) => this.#call<PersonName[]>('names', id);
  newReentry = (id: string, participant: string) => this.#call<PersonName>('newReentry', id, participant);
  signatures = (id: string) => this.#call<PresenceView>('signatures', id);
  signHere = (id: string, given: SignHere) => this.#call<PresenceView>('signHere', id, given);
  blankSheet = (id: string) => this.#call<File>('blankSheet', id);
  saveBlankSheet = (id: string, dir: string) => this.#call<string>('saveBlankSheet', id, dir);
  handouts = (id: string) => this.#call<File>('handouts', id);
  saveHandouts = (id: string, dir: string) => this.#call<string>('saveHandouts', id, dir);
  attendance = (id: string) => this.#call<AttendanceView[]>('attendance', id);
  eraseAnswersOf = (id: string, pseudonym: string) => this.#call<null>('eraseAnswersOf', id, pseudonym);
  keepAnswers = (id: string, days: number, reason: string) => this.#call<null>('keepAnswers', id, days, reason);
  chooseNature = (id: string, nature: string) => this.#call<null>('chooseNature', id, nature);
  eraseSession = (id: string) => this.#call<DeletionReceipt>('eraseSession', id);
  receipts = () => this.#call<DeletionReceipt[]>('receipts');
  receiptFile = (id: string) => this.#call<File>('receiptFile', id);
  saveReceipt = (id: string, dir: string) => this.#call<string>('saveReceipt', id, dir);
  addPerson = (id: string, name: string) => this.#call<AttendanceView[]>('addPerson', id, name);
  confirmAttendance = (id: string, edits: AttendanceEdit[]) => this.#call<AttendanceView[]>('confirmAttendance', id, edits);
  issue = (id: string, request: Partial<IssueRequest>) => this.#call<Bundle>('issue', id, request);
  stopIssuing = (id: string) => this.#call<unknown>('stopIssuing', id);
  revoke = (id: string, number: string, reason: string) => this.#call<IssuedDocument[]>('revoke', id, number, reason);
  chooseKinds = (kinds: string[]) => this.#call<string[]>('chooseKinds', kinds);
  exportRegister = (filter: RegisterFilter, dir: string) => this.#call<RegisterFiles>('exportRegister', filter, dir);
  register = (filter: RegisterFilter) => this.#call<RegisterPage>('register', filter);
  documents = (id: string) => this.#call<IssuedDocument[]>('documents', id);
  figures = (id: string) => this.#call<StepFigures[]>('figures', id);
  discard = (id: string) => this.#call<unknown>('discard', id);
  openFolder = (path: string) => this.#call<unknown>('openFolder', path);
  pickFolder = () => this.#call<string>('pickFolder');
  readiness = () => this.#call<Readiness>('readiness');
  room = () => this.#call<RoomStatus>('room');
  addresses = () => this.#call<Address[] | null>('addresses');
  chooseAddress = (host: string) => this.#call<RoomStatus>('chooseAddress', host);
  setCertificate = (certificate: string, key: string) => this.#call<RoomStatus>('setCertificate', certificate, key);
  removeCertificate = () => this.#call<RoomStatus>('removeCertificate');
  checkPDF = (pdf: string) => this.#call<PDFVerdict>('checkPDF', pdf);
  checkStatement = (text: string) => this.#call<StatementVerdict>('checkStatement', text);
  seal = () => this.#call<SealView>('seal');
  importSeal = (file: string, password: string) => this.#call<SealView>('importSeal', file, password);
  removeImportedSeal = () => this.#call<SealView>('removeImportedSeal');
  renewSeal = () => this.#call<SealView>('renewSeal');
  exportSealKey = (dir: string) => this.#call<string>('exportSealKey', dir);
  trustKey = (file: string) => this.#call<SealView>('trustKey', file);
  distrustKey = (fingerprint: string) => this.#call<SealView>('distrustKey', fingerprint);
  stageURL = (id: string) => this.#call<string>('stageURL', id);
  showStage = (id: string) => this.#call<unknown>('showStage', id);
  closeStage = () => this.#call<unknown>('closeStage');
  rehearse = (session: NewSession, people: number, temper: string) => this.#call<string>('rehearse', session, people, temper);
  addSimulated = (id: string, people: number, temper: string) => this.#call<unknown>('addSimulated', id, people, temper);
  removeSimulated = (id: string, people: number) => this.#call<number>('removeSimulated', id, people);
  resumeRehearsal = (id: string) => this.#call<number>('resumeRehearsal', id);
  cast = (id: string) => this.#call<CastMember[] | null>('cast', id);
  simulatedPage = (id: string, participant: string) => this.#call<string>('simulatedPage', id, participant);
  playSimulated = (id: string, participant: string, play: boolean) => this.#call<unknown>('playSimulated', id, participant, play);
  stopRehearsal = (id: string) => this.#call<unknown>('stopRehearsal', id);

  #call<T>(method: string, ...args: unknown[]): Promise<T> {
    return this.transport.call<T>(method, ...args);
  }
}
