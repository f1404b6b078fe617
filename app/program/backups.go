package program

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	estrade "estrade/app"
	"estrade/app/sqlite"
)

const (
	// backupLook is how often it is found out whether a backup is due.
	backupLook = 20 * time.Second
	// backupOften is the time between backups while a session is open.
	backupOften = 10 * time.Minute
	// backupDaily is the time between backups while none is.
	backupDaily = 24 * time.Hour
	// backupAgain is how long a try that failed is not repeated.
	backupAgain = 5 * time.Minute
	// backupsNewest are kept, and the last one of each of backupDays.
	backupsNewest = 3
	backupDays    = 7
	// backupReserve is what a backup leaves free on the disk.
	backupReserve = 512 << 20

	// checkLater is how long the check of a database larger than checkLarge waits
	// after the start, which needs the disk and the processor itself.
	checkLater = 10 * time.Second
	checkLarge = 64 << 20

	backupPrefix = "estrade-"
	backupStamp  = "20060102-150405"
	// unfinishedBackup begins the name of a copy that is being made.
	unfinishedBackup = ".new-"
)

// backups copies the database of a program that works into a folder, checks
// each copy, and keeps a few.
type backups struct {
	dir     string
	store   *sqlite.Store
	clock   estrade.Clock
	log     *slog.Logger
	damaged func(error)
	free    func(dir string) (int64, error) // bytes on the disk; tests say otherwise

	cancel context.CancelFunc
	done   chan struct{}

	mu       sync.Mutex // guards what follows
	last     time.Time
	problem  *estrade.Error
	failedAt time.Time
}

func newBackups(dir string, store *sqlite.Store, clock estrade.Clock, log *slog.Logger, damaged func(error)) *backups {
	b := &backups{dir: dir, store: store, clock: clock, log: log, damaged: damaged, free: freeSpace}
	if list := listBackups(dir); len(list) > 0 {
		b.last = list[0].at
	}
	return b
}

// start checks the whole database, then makes backups whenever one is due, until
// stop. What waited for the check comes with the second look, when the window is
// drawn.
func (b *backups) start(afterwards func(context.Context)) {
	ctx, cancel := context.WithCancel(context.Background())
	b.cancel, b.done = cancel, make(chan struct{})
	go func() {
		defer close(b.done)
		if b.store.Size() > checkLarge {
			select {
			case <-ctx.Done():
				return
			case <-time.After(checkLater):
			}
		}
		if err := b.store.Check(ctx); err != nil && ctx.Err() == nil {
			b.log.Error("database not sound", "error", err)
			if sqlite.IsDamaged(err) {
				b.damaged(err)
				return
			}
		}
		look := time.NewTicker(backupLook)
		defer look.Stop()
		for first := true; ; first = false {
			b.look(ctx)
			select {
			case <-ctx.Done():
				return
			case <-look.C:
			}
			if first {
				afterwards(ctx)
			}
		}
	}()
}

// stop may be called again.
func (b *backups) stop() {
	b.cancel()
	<-b.done
}

// status tells the console how backups are doing.
func (b *backups) status() estrade.BackupStatus {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := estrade.BackupStatus{Folder: b.dir, Problem: b.problem}
	if !b.last.IsZero() {
		s.Last = estrade.Millis(b.last)
	}
	return s
}

// notices are what a trainer in a session is told of backups.
func (b *backups) notices() []estrade.Notice {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.problem == nil {
		return nil
	}
	return []estrade.Notice{{Key: "backup-failed", Level: "warn"}}
}

// look makes a backup if one is due.
func (b *backups) look(ctx context.Context) {
	due, stale, err := b.due(ctx)
	if err == nil && due {
		err = b.make(ctx, stale)
	}
	if ctx.Err() != nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case err != nil:
		b.failedAt = b.clock.Now()
		b.problem = estrade.Public(err)
		b.log.Error("no backup made", "error", err)
	case due:
		b.problem = nil
	}
	if sqlite.IsDamaged(err) {
		b.damaged(err)
	}
}

// staleSessions are those of which backups hold more than they may.
type staleSessions struct {
	open []estrade.SessionID // backups made while they were open
	any  []estrade.SessionID // every backup made before
}

func (s staleSessions) none() bool { return len(s.open)+len(s.any) == 0 }

// hold tells whether a backup, one made before, holds more than it may.
func (s staleSessions) hold(x foundBackup) bool { return len(s.any) > 0 || x.holdsOpen(s.open) }

func (b *backups) stale(ctx context.Context) (s staleSessions, err error) {
	if s.open, err = b.store.StaleBackups(ctx); err == nil {
		s.any, err = b.store.StaleCopies(ctx)
	}
	return s, err
}

// due tells whether a backup is to be made now, and the sessions of which
// earlier ones hold more than they may.
func (b *backups) due(ctx context.Context) (due bool, stale staleSessions, err error) {
	b.mu.Lock()
	last, failed := b.last, b.failedAt
	b.mu.Unlock()
	now := b.clock.Now()
	if wait := now.Sub(failed); !failed.IsZero() && wait >= 0 && wait < backupAgain {
		return false, stale, nil
	}
	if stale, err = b.stale(ctx); err != nil || !stale.none() {
		return !stale.none(), stale, err
	}
	// Under a clock that was put back the last backup lies ahead, and nothing
	// written is newer: it tells nothing.
	age := now.Sub(last)
	if !last.IsZero() && age >= 0 && (age < backupOften || !b.store.Changed(last)) {
		return false, stale, nil
	}
	open, err := b.store.OpenSessions(ctx)
	if err != nil || len(open) > 0 {
		return len(open) > 0, stale, err
	}
	if last.IsZero() {
		list, err := b.store.Sessions(ctx, estrade.SessionFilter{Limit: 1})
		return len(list) > 0, stale, err
	}
	return age >= backupDaily || age < 0, stale, nil
}

// make makes a backup and removes those that are not kept, and those that hold
// more of the stale sessions than they may.
func (b *backups) make(ctx context.Context, stale staleSessions) error {
	if err := b.makeRoom(); err != nil {
		return err
	}
	at := b.clock.Now().UTC()
	name := backupName(at)
	unfinished := filepath.Join(b.dir, unfinishedBackup+name)
	contents, err := b.store.Backup(ctx, unfinished)
	if err != nil {
		return err
	}
	if err := keepBackup(b.dir, at, contents); err != nil {
		return err
	}
	b.mu.Lock()
	b.last = at
	b.mu.Unlock()
	b.log.Info("backup made", "name", name, "sessions", contents.Sessions, "answers", contents.Answers)
	return b.prune(ctx, name, stale)
}

func backupName(at time.Time) string { return backupPrefix + at.Format(backupStamp) + ".db" }

// keepBackup describes the unfinished backup of that time and gives it its name.
func keepBackup(dir string, at time.Time, contents sqlite.Contents) error {
	name := backupName(at)
	unfinished := filepath.Join(dir, unfinishedBackup+name)
	info, err := os.Stat(unfinished)
	if err != nil {
		return fmt.Errorf("look at a backup: %w", err)
	}
	about := backupFile{At: estrade.Millis(at), Bytes: info.Size(), Contents: contents}
	if err := about.write(dir, name); err != nil {
		return errors.Join(fmt.Errorf("describe a backup: %w", err), os.Remove(unfinished))
	}
	if err := os.Rename(unfinished, filepath.Join(dir, name)); err != nil {
		return errors.Join(fmt.Errorf("name a backup: %w", err), os.Remove(unfinished))
	}
	if err := syncFolder(dir); err != nil {
		return fmt.Errorf("keep a backup: %w", err)
	}
	return nil
}

// backUpOutdated copies the database, which nobody uses yet, where this version
// changes its schema: what goes wrong with that, or with this version, can be taken
// back.
func (p *Program) backUpOutdated(ctx context.Context) error {
	path, dir := p.data.path(database), p.data.path(backupsDir)
	outdated, err := sqlite.Outdated(ctx, path)
	if err != nil || !outdated {
		return err
	}
	if free, err := freeSpace(p.data.dir); err == nil && free < sqlite.Size(path)+backupReserve {
		return errors.New("the disk is short of space")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of backups: %w", err)
	}
	at := p.c.Clock.Now().UTC()
	contents, err := sqlite.Copy(ctx, path, filepath.Join(dir, unfinishedBackup+backupName(at)))
	if err != nil {
		return err
	}
	if err := keepBackup(dir, at, contents); err != nil {
		return err
	}
	p.log.Info("backup made before the database changes", "name", backupName(at), "sessions", contents.Sessions)
	return nil
}

// prune removes what is not kept beside the backup just made.
func (b *backups) prune(ctx context.Context, made string, stale staleSessions) error {
	list := listBackups(b.dir)
	kept := keptBackups(list, b.clock.Now())
	var failed error
	for _, x := range list {
		if x.name == made || kept[x.name] && !stale.hold(x) {
			continue
		}
		failed = errors.Join(failed, x.remove(b.dir))
	}
	if failed != nil {
		return fmt.Errorf("remove old backups: %w", failed)
	}
	if stale.none() {
		return nil
	}
	return errors.Join(b.store.BackupsRenewed(ctx, stale.open), b.store.CopiesRenewed(ctx, stale.any))
}

// keptBackups returns the names of those that are kept of a list, the newest
// first: the three newest, and the last one of each of the last seven days. Those
// of a time to come, made under a wrong clock, or the only right ones under one that
// is wrong now, take nobody's place.
func keptBackups(list []foundBackup, now time.Time) map[string]bool {
	kept, days := make(map[string]bool), make(map[string]bool)
	newest := make(map[bool]int) // by whether they are of a time to come
	for _, x := range list {
		ahead, day := x.at.After(now), x.at.Format(time.DateOnly)
		newest[ahead]++
		kept[x.name] = newest[ahead] <= backupsNewest || !days[day] && now.Sub(x.at).Abs() < backupDays*24*time.Hour
		days[day] = true
	}
	return kept
}

// makeRoom makes the folder and removes unfinished copies and, where the disk
// is short, old ones; the newest is left in any case.
func (b *backups) makeRoom() error {
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return fmt.Errorf("make the folder of backups: %w", err)
	}
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		return fmt.Errorf("read the folder of backups: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), unfinishedBackup) {
			_ = os.Remove(filepath.Join(b.dir, e.Name())) // it is tried again
		}
	}
	needed := b.store.Size() + backupReserve
	for list := listBackups(b.dir); b.short(needed); list = list[:len(list)-1] {
		if len(list) <= 1 {
			return estrade.NewError(estrade.CodeUnavailable, "backup-no-space",
				"The disk has no room for a backup of the database.", "Free some space. The session goes on.")
		}
		if err := list[len(list)-1].remove(b.dir); err != nil {
			return fmt.Errorf("remove an old backup: %w", err)
		}
	}
	return nil
}

// short tells whether the disk has less room than that. Where the system does not
// tell, the copy itself finds out.
func (b *backups) short(needed int64) bool {
	free, err := b.free(b.dir)
	return err == nil && free < needed
}

// backupFile is kept beside each backup, so that nobody has to count.
type backupFile struct {
	At    int64 `json:"at"`
	Bytes int64 `json:"bytes"`
	sqlite.Contents
}

func describedIn(name string) string { return strings.TrimSuffix(name, ".db") + ".json" }

func (f backupFile) write(dir, name string) error {
	text, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, describedIn(name)), text, 0o600)
}

// foundBackup is a backup in the folder.
type foundBackup struct {
	name  string
	at    time.Time
	about *backupFile // nil when it is not described
}

// listBackups returns the backups of a folder, the newest first.
func listBackups(dir string) []foundBackup {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // there is none yet
	}
	var list []foundBackup
	for _, e := range entries {
		stamp, ok := strings.CutPrefix(strings.TrimSuffix(e.Name(), ".db"), backupPrefix)
		at, err := time.Parse(backupStamp, stamp)
		if !ok || err != nil || !strings.HasSuffix(e.Name(), ".db") || !e.Type().IsRegular() {
			continue
		}
		x := foundBackup{name: e.Name(), at: at}
		var about backupFile
		if text, err := os.ReadFile(filepath.Join(dir, describedIn(x.name))); err == nil && json.Unmarshal(text, &about) == nil {
			x.about = &about
		}
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b foundBackup) int { return b.at.Compare(a.at) })
	return list
}

// holdsOpen tells whether one of the sessions was open when the backup was
// made, or may have been.
func (x foundBackup) holdsOpen(ids []estrade.SessionID) bool {
	if x.about == nil {
		return len(ids) > 0
	}
	return slices.ContainsFunc(ids, func(id estrade.SessionID) bool { return slices.Contains(x.about.Running, id) })
}

func (x foundBackup) remove(dir string) error {
	err := os.Remove(filepath.Join(dir, x.name))
	if about := os.Remove(filepath.Join(dir, describedIn(x.name))); !errors.Is(about, fs.ErrNotExist) {
		err = errors.Join(err, about)
	}
	return err
}

// syncFolder makes the names in a folder last. Windows neither needs nor allows it.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// copyFile copies a file to a new one that only this user reads, onto the disk.
func copyFile(from, to string) (err error) {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	if err == nil {
		err = target.Sync()
	}
	return errors.Join(err, target.Close())
}
