package program

import (
	"context"

	estrade "estrade/app"
	"estrade/app/sqlite"
)

// watchedStore is the store of the sessions; stir hears of every change to one,
// damaged of every call that met a damaged page.
type watchedStore struct {
	*sqlite.Store
	stir    func()
	damaged func(error)
}

var _ estrade.Store = watchedStore{}

func (w watchedStore) watch(err error) error {
	if sqlite.IsDamaged(err) {
		w.damaged(err)
	}
	return err
}

func watched[T any](w watchedStore, value T, err error) (T, error) { return value, w.watch(err) }

// Settings implements estrade.Store.
func (w watchedStore) Settings(ctx context.Context) (estrade.Settings, error) {
	s, err := w.Store.Settings(ctx)
	return watched(w, s, err)
}

// PlainSettings implements estrade.Store.
func (w watchedStore) PlainSettings(ctx context.Context) (estrade.Settings, error) {
	s, err := w.Store.PlainSettings(ctx)
	return watched(w, s, err)
}

// SaveSettings implements estrade.Store.
func (w watchedStore) SaveSettings(ctx context.Context, s estrade.Settings) error {
	return w.watch(w.Store.SaveSettings(ctx, s))
}

// Wordings implements estrade.Store.
func (w watchedStore) Wordings(ctx context.Context, kind estrade.DocumentKind, l estrade.Language) ([]estrade.WordingVersion, error) {
	list, err := w.Store.Wordings(ctx, kind, l)
	return watched(w, list, err)
}

// SaveWording implements estrade.Store.
func (w watchedStore) SaveWording(ctx context.Context, kind estrade.DocumentKind, l estrade.Language, v estrade.WordingVersion) (int, error) {
	number, err := w.Store.SaveWording(ctx, kind, l, v)
	return watched(w, number, err)
}

// CreateSession implements estrade.Store.
func (w watchedStore) CreateSession(ctx context.Context, s estrade.Session, tables []estrade.Table, expected []estrade.Attendance) error {
	return w.watch(w.Store.CreateSession(ctx, s, tables, expected))
}

// Session implements estrade.Store.
func (w watchedStore) Session(ctx context.Context, id estrade.SessionID) (estrade.Session, error) {
	s, err := w.Store.Session(ctx, id)
	return watched(w, s, err)
}

// Sessions implements estrade.Store.
func (w watchedStore) Sessions(ctx context.Context, f estrade.SessionFilter) ([]estrade.SessionSummary, error) {
	list, err := w.Store.Sessions(ctx, f)
	return watched(w, list, err)
}

// OpenSessions implements estrade.Store.
func (w watchedStore) OpenSessions(ctx context.Context) ([]estrade.SessionID, error) {
	ids, err := w.Store.OpenSessions(ctx)
	return watched(w, ids, err)
}

// Load implements estrade.Store.
func (w watchedStore) Load(ctx context.Context, id estrade.SessionID) (estrade.SessionRecord, error) {
	r, err := w.Store.Load(ctx, id)
	return watched(w, r, err)
}

// Update implements estrade.Store.
func (w watchedStore) Update(ctx context.Context, id estrade.SessionID, fn func(estrade.Tx) error) error {
	w.stir()
	return w.watch(w.Store.Update(ctx, id, fn))
}

// ClosedBefore implements estrade.Store.
func (w watchedStore) ClosedBefore(ctx context.Context, at int64) ([]estrade.SessionID, error) {
	ids, err := w.Store.ClosedBefore(ctx, at)
	return watched(w, ids, err)
}

// DropLogs implements estrade.Store.
func (w watchedStore) DropLogs(ctx context.Context, before int64) error {
	return w.watch(w.Store.DropLogs(ctx, before))
}

// Receipts implements estrade.Store.
func (w watchedStore) Receipts(ctx context.Context) ([]estrade.DeletionReceipt, error) {
	list, err := w.Store.Receipts(ctx)
	return watched(w, list, err)
}

// KeysToDestroy implements estrade.Store.
func (w watchedStore) KeysToDestroy(ctx context.Context) ([]estrade.SessionID, error) {
	ids, err := w.Store.KeysToDestroy(ctx)
	return watched(w, ids, err)
}

// KeysDestroyed implements estrade.Store.
func (w watchedStore) KeysDestroyed(ctx context.Context, id estrade.SessionID) error {
	return w.watch(w.Store.KeysDestroyed(ctx, id))
}

// DeleteSession implements estrade.Store.
func (w watchedStore) DeleteSession(ctx context.Context, id estrade.SessionID) error {
	return w.watch(w.Store.DeleteSession(ctx, id))
}

// Workshops implements estrade.Store.
func (w watchedStore) Workshops(ctx context.Context) ([]estrade.Workshop, error) {
	list, err := w.Store.Workshops(ctx)
	return watched(w, list, err)
}

// SaveWorkshop implements estrade.Store.
func (w watchedStore) SaveWorkshop(ctx context.Context, x estrade.Workshop) error {
	return w.watch(w.Store.SaveWorkshop(ctx, x))
}

// DeleteWorkshop implements estrade.Store.
func (w watchedStore) DeleteWorkshop(ctx context.Context, id string) error {
	return w.watch(w.Store.DeleteWorkshop(ctx, id))
}

// DocumentFile implements estrade.Store.
func (w watchedStore) DocumentFile(ctx context.Context, id estrade.SessionID, number string) ([]byte, error) {
	data, err := w.Store.DocumentFile(ctx, id, number)
	return watched(w, data, err)
}

// Register implements estrade.Store.
func (w watchedStore) Register(ctx context.Context, q estrade.RegisterQuery) (estrade.RegisterPage, error) {
	page, err := w.Store.Register(ctx, q)
	return watched(w, page, err)
}

// ReturnCodes implements estrade.Store.
func (w watchedStore) ReturnCodes(ctx context.Context, handle string) ([]estrade.ReturnCode, error) {
	list, err := w.Store.ReturnCodes(ctx, handle)
	return watched(w, list, err)
}
