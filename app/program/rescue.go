package program

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	estrade "estrade/app"
	"estrade/app/console"
	"estrade/app/sqlite"
)

const (
	// rescueListed is how many sessions of a damaged database are looked at.
	rescueListed = 100
	// rescueClosing is how long the parts that worked may take to stop.
	rescueClosing = 10 * time.Second
	// restoring names the database that is being made from a backup.
	restoring = ".restoring.db"
)

// sideFiles are what SQLite may put beside a database, which itself is the first.
var sideFiles = []string{"", "-wal", "-shm", "-journal"}

// States of a session of a damaged database.
const (
	rescuedExamining = "examining"
	rescuedSound     = "sound"
	rescuedDamaged   = "damaged"
)

// rescue is the program on a damaged database: it reads what can be read and
// waits for the trainer to choose. It implements console.Rescue.
type rescue struct {
	p       *Program
	why     estrade.RescueReason
	at      int64
	service *console.Service
	ready   chan struct{} // closed once the damaged database is looked at

	cancel context.CancelFunc
	done   chan struct{}

	mu       sync.Mutex
	left     *sqlite.Store // what is left of the database, nil when nothing can be read
	listed   bool
	total    int
	sessions []estrade.RescuedSession
}

var _ console.Rescue = (*rescue)(nil)

const keysLostKey = "keys-lost"

// rescuable tells the errors of a start that a rescue is for.
func rescuable(err error) bool { return sqlite.IsDamaged(err) || isKeysLost(err) }

func isKeysLost(err error) bool {
	var e *estrade.Error
	return errors.As(err, &e) && e.Key == keysLostKey
}

func reasonFor(err error) estrade.RescueReason {
	switch {
	case isKeysLost(err):
		return estrade.RescueKeys
	case sqlite.IsLogDamaged(err):
		return estrade.RescueLog
	case sqlite.IsFileMissing(err):
		return estrade.RescueMissing
	}
	return estrade.RescueDamaged
}

// checkThere returns an error when there is no database, or an empty one, where
// there was one before: SQLite would begin anew.
func (p *Program) checkThere() error {
	path := p.data.path(database)
	if info, err := os.Stat(path); err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if len(listBackups(p.data.path(backupsDir))) > 0 {
		return sqlite.Missing(path)
	}
	// Keys of sessions that were in it; without their folder there are none.
	entries, _ := os.ReadDir(p.data.path("keys"))
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "."+string(estrade.KeyAttendance)) {
			return sqlite.Missing(path)
		}
	}
	return nil
}

// checkKeys returns an error when none of the newest sessions has its keys, or
// one that is open lacks them: the folder of keys is gone, or of another database.
func (p *Program) checkKeys(ctx context.Context, store *sqlite.Store) error {
	running, err := store.Sessions(ctx, estrade.SessionFilter{Running: true})
	if err != nil {
		return err
	}
	newest, err := store.Sessions(ctx, estrade.SessionFilter{Limit: 20})
	if err != nil {
		return err
	}
	has := func(s estrade.SessionSummary, use estrade.KeyUse) bool {
		_, err := p.secrets.Key(estrade.KeyName{Session: s.ID, Use: use})
		return estrade.ErrorCode(err) != estrade.CodeNotFound
	}
	kept, lost := 0, 0
	for _, s := range newest {
		switch {
		case s.State == estrade.SessionErased:
		case has(s, estrade.KeyAttendance):
			kept++
		default:
			lost++
		}
	}
	for _, s := range running {
		if !has(s, estrade.KeyAnswers) {
			kept, lost = 0, lost+1
		}
	}
	if lost == 0 || kept > 0 {
		return nil
	}
	return estrade.NewError(estrade.CodeUnavailable, keysLostKey,
		"The keys of the sessions are not there.", "Put the folder \"keys\" back, then try again.")
}

// damaged ends the parts that work on the database, which is damaged, and
// begins the rescue. It returns at once: a part may be calling.
func (p *Program) damaged(w *works, err error) {
	go func() {
		p.switching.Lock()
		defer p.switching.Unlock()
		p.mu.RLock()
		current := p.works == w && !p.closed
		p.mu.RUnlock()
		if !current {
			return // somebody else has said so
		}
		p.log.Error("database damaged", "error", err)
		ctx, cancel := context.WithTimeout(context.Background(), rescueClosing)
		defer cancel()
		r := p.newRescue(reasonFor(err))
		// The first to be called at the end is the last to be ended.
		w.ends[0] = func(context.Context) error { return w.store.Abandon() }
		if err := w.close(ctx); err != nil {
			p.log.Error("parts not closed", "error", err)
		}
		r.look(ctx)
	}()
}

// newRescue lets a rescue answer the console from now on.
func (p *Program) newRescue(why estrade.RescueReason) *rescue {
	r := &rescue{p: p, why: why, at: estrade.Millis(p.c.Clock.Now()), ready: make(chan struct{})}
	r.service = console.New(console.Options{
		Rescue: r, Stage: p.c.Stage, OpenFolder: p.c.OpenFolder, PickFolder: p.c.PickFolder,
		Backups: func() estrade.BackupStatus { return estrade.BackupStatus{Folder: p.data.path(backupsDir)} },
		Version: p.c.Version, DataDir: p.c.DataDir, Keys: p.secrets.Where, Guard: p.c.Guard, Logger: p.log,
	})
	p.mu.Lock()
	p.works, p.rescue = nil, r
	p.mu.Unlock()
	p.service.LetAnswer(r.service)
	return r
}

// look opens what is left of the database and goes through its sessions.
func (r *rescue) look(ctx context.Context) {
	defer close(r.ready)
	going, cancel := context.WithCancel(context.Background())
	r.cancel, r.done = cancel, make(chan struct{})
	left, err := sqlite.OpenDamaged(ctx, r.p.data.path(database), r.p.secrets, r.p.c.Clock)
	if err != nil {
		r.p.log.Error("nothing can be read of the database", "error", err)
		close(r.done)
		return
	}
	list, err := left.Sessions(ctx, estrade.SessionFilter{Limit: 1 << 30})
	if err != nil {
		r.p.log.Error("sessions not listed", "error", err)
	}
	r.left, r.listed, r.total = left, err == nil, len(list)
	for _, s := range list[:min(len(list), rescueListed)] {
		r.sessions = append(r.sessions, estrade.RescuedSession{Session: s, State: rescuedExamining})
	}
	go r.examine(going, left)
}

// examine finds out which sessions can be read whole.
func (r *rescue) examine(ctx context.Context, left *sqlite.Store) {
	defer close(r.done)
	for i := range r.sessions {
		if ctx.Err() != nil {
			return
		}
		state := rescuedSound
		if err := left.Whole(ctx, r.sessions[i].Session.ID); err != nil {
			state = rescuedDamaged
		}
		r.mu.Lock()
		r.sessions[i].State = state
		r.mu.Unlock()
	}
}

// close lets go of what is left of the database, as it is.
func (r *rescue) close() error {
	<-r.ready
	r.cancel()
	<-r.done
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.left == nil {
		return nil
	}
	err := r.left.Abandon()
	r.left = nil
	return err
}

// language is the trainer's, where it can be read.
func (r *rescue) language(ctx context.Context) estrade.Language {
	<-r.ready
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.left == nil {
		return ""
	}
	settings, err := r.left.Settings(ctx)
	if err != nil {
		return ""
	}
	return settings.Language
}

// State implements console.Rescue.
func (r *rescue) State(ctx context.Context) estrade.Rescue {
	<-r.ready
	language := r.language(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	return estrade.Rescue{
		Why: r.why, At: r.at, Language: language, Listed: r.listed, Total: r.total, Backups: r.backups(),
		Sessions: append([]estrade.RescuedSession{}, r.sessions...),
		Continue: r.why == estrade.RescueLog || r.why == estrade.RescueKeys,
	}
}

func (r *rescue) backups() []estrade.Backup {
	list := []estrade.Backup{}
	for _, x := range listBackups(r.p.data.path(backupsDir)) {
		b := estrade.Backup{Name: x.name, At: estrade.Millis(x.at)}
		if x.about != nil {
			b.Bytes, b.Sessions, b.Participants, b.Answers = x.about.Bytes, x.about.Sessions, x.about.Participants, x.about.Answers
		}
		list = append(list, b)
	}
	return list
}

// Restore implements console.Rescue.
func (r *rescue) Restore(ctx context.Context, backup string) (estrade.Restored, error) {
	var restored estrade.Restored
	err := r.end(ctx, startOptions{}, func() (err error) {
		restored, err = r.restore(ctx, backup)
		return err
	})
	return restored, err
}

// Continue implements console.Rescue.
func (r *rescue) Continue(ctx context.Context) (estrade.Restored, error) {
	var restored estrade.Restored
	switch r.why {
	case estrade.RescueKeys:
		return restored, r.end(ctx, startOptions{keysLost: true}, func() error { return nil })
	case estrade.RescueLog:
		return restored, r.end(ctx, startOptions{log: true}, func() (err error) {
			restored.Damaged, err = r.copyAside()
			return err
		})
	}
	return restored, errNotSound
}

// Retry implements console.Rescue.
func (r *rescue) Retry(ctx context.Context) error {
	return r.end(ctx, startOptions{}, func() error { return nil })
}

var (
	errNotSound = estrade.NewError(estrade.CodeConflict, "not-sound",
		"What is left of the database is not sound enough to go on with.", "Restore a backup.")
	errOver = estrade.NewError(estrade.CodeConflict, "no-rescue",
		"The database is not damaged (any more).", "Reload the page.")
	errNoBackup = estrade.NewError(estrade.CodeNotFound, "no-such-backup",
		"This backup is not there (any more).", "Choose another one.")
)

// end prepares the files and starts to work on them. When either fails the
// rescue goes on, with a new look at what is there.
func (r *rescue) end(ctx context.Context, o startOptions, prepare func() error) error {
	p := r.p
	<-r.ready
	p.switching.Lock()
	defer p.switching.Unlock()
	p.mu.RLock()
	current := p.rescue == r && !p.closed
	p.mu.RUnlock()
	if !current {
		return errOver
	}
	err := prepare()
	if err == nil {
		if err = r.close(); err == nil {
			err = p.work(ctx, o)
		}
	}
	if err == nil {
		p.log.Info("started again", "resumed", p.working().resumed)
		return nil
	}
	p.log.Error("rescue goes on", "error", err)
	if closing := r.close(); closing != nil {
		p.log.Error("damaged database not closed", "error", closing)
	}
	why := r.why
	if rescuable(err) {
		why = reasonFor(err)
	}
	again := p.newRescue(why)
	again.look(ctx)
	return err
}

// restore puts a backup, "" for an empty database, in the place of the damaged
// one, which is moved aside. All that takes long, or can fail, is done before.
func (r *rescue) restore(ctx context.Context, backup string) (estrade.Restored, error) {
	var restored estrade.Restored
	p := r.p
	path, made := p.data.path(database), p.data.path(restoring)
	undo := func() {
		for _, suffix := range sideFiles {
			_ = os.Remove(made + suffix)
		}
	}
	undo()
	if backup != "" {
		if err := r.copyBackup(ctx, backup, made); err != nil {
			undo()
			return restored, err
		}
	}
	carried, err := r.carry(ctx, made)
	if err != nil {
		undo()
		return restored, err
	}
	if err := r.close(); err != nil {
		p.log.Error("damaged database not closed", "error", err)
	}
	dir, err := r.moveAside()
	if err != nil {
		undo()
		return restored, err
	}
	if err := errors.Join(os.Rename(made, path), syncFolder(p.data.dir)); err != nil {
		return restored, unwritable(p.data.dir, err)
	}
	p.log.Info("backup restored", "backup", backup, "damaged", dir, "carried", carried)
	return estrade.Restored{Damaged: dir, Carried: carried}, nil
}

// copyBackup checks a backup and copies it.
func (r *rescue) copyBackup(ctx context.Context, backup, to string) error {
	known := false
	for _, b := range r.backups() {
		known = known || b.Name == backup
	}
	if !known {
		return errNoBackup
	}
	from := filepath.Join(r.p.data.path(backupsDir), backup)
	if _, err := sqlite.Inspect(ctx, from); err != nil {
		return estrade.NewError(estrade.CodeUnavailable, "backup-damaged",
			"This backup cannot be used: it is damaged too.", "Choose another one.").WithCause(err)
	}
	if err := copyFile(from, to); err != nil {
		return unwritable(r.p.data.dir, err)
	}
	return nil
}

// carry takes over what the damaged database still has and the new one lacks.
// The new one is closed and whole in one file when it returns.
func (r *rescue) carry(ctx context.Context, made string) (carried int, err error) {
	store, err := sqlite.Open(ctx, made, r.p.secrets, r.p.c.Clock)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := store.ForgetPhones(ctx); err != nil {
		return 0, err
	}
	r.mu.Lock()
	left := r.left
	r.mu.Unlock()
	if left == nil || !r.listed {
		return 0, nil
	}
	// What could not be taken over is in the damaged files: no reason to give up the rest.
	carried, carryErr := sqlite.Carry(ctx, left, store)
	if carryErr != nil {
		r.p.log.Error("not all was taken over from the damaged database", "error", carryErr)
	}
	return carried, nil
}

// aside makes a folder for the damaged files.
func (r *rescue) aside() (string, error) {
	stamp := r.p.data.path(damagedDir + r.p.c.Clock.Now().UTC().Format(backupStamp))
	for n := 1; ; n++ {
		dir := stamp
		if n > 1 {
			dir = fmt.Sprintf("%s-%d", stamp, n)
		}
		err := os.Mkdir(dir, 0o700)
		if err == nil {
			return dir, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", unwritable(r.p.data.dir, err)
		}
	}
}

// moveAside moves the damaged files, those that are there, to a folder.
func (r *rescue) moveAside() (string, error) {
	dir, err := r.aside()
	if err != nil {
		return "", err
	}
	var moved []string
	for _, suffix := range sideFiles {
		from := r.p.data.path(database + suffix)
		err := os.Rename(from, filepath.Join(dir, database+suffix))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			for _, back := range moved {
				err = errors.Join(err, os.Rename(filepath.Join(dir, database+back), r.p.data.path(database+back)))
			}
			return "", unwritable(r.p.data.dir, err)
		}
		moved = append(moved, suffix)
	}
	if err := syncFolder(r.p.data.dir); err != nil {
		return "", unwritable(r.p.data.dir, err)
	}
	return dir, nil
}

// copyAside copies the damaged files to a folder.
func (r *rescue) copyAside() (string, error) {
	dir, err := r.aside()
	if err != nil {
		return "", err
	}
	for _, suffix := range sideFiles {
		err := copyFile(r.p.data.path(database+suffix), filepath.Join(dir, database+suffix))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", unwritable(r.p.data.dir, err)
		}
	}
	return dir, nil
}
