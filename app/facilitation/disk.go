package facilitation

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	estrade "estrade/app"
)

const (
	// littleSpace is how much free space on the data folder's disk the trainer
	// is warned below, in bytes. A day of a thousand people takes a tenth of it.
	littleSpace = 200 << 20
	// diskEvery is how often the free space is looked at, and a disk that refused
	// tried again.
	diskEvery = time.Second
)

// disk is how the disk under the store does, as the trainer reads it.
type disk struct {
	space func() (int64, error) // nil: unknown

	refuses atomic.Pointer[string] // key of the last refusal, nil: it takes what is written
	little  atomic.Bool            // little space is left
	told    string                 // what the consoles were told last; the background work's own
}

// note looks at how a transaction ended. A refusal lasts until probe has
// written something: a commit that changed nothing says nothing of the disk.
func (k *disk) note(err error) {
	var e *estrade.Error
	if err == nil || !errors.As(err, &e) || e.Code != estrade.CodeUnavailable {
		return
	}
	switch e.Key {
	case "disk-full", "disk-read-only", "storage-failed", "database-damaged":
		k.refuses.Store(&e.Key)
	}
}

// state is what the trainer should know, "" when all is well.
func (k *disk) state() string {
	if key := k.refuses.Load(); key != nil {
		return *key
	}
	if k.little.Load() {
		return "disk-low"
	}
	return ""
}

// look measures the free space.
func (k *disk) look() {
	if k.space == nil {
		return
	}
	// Where it cannot be measured, a full disk is still told when it refuses.
	free, err := k.space()
	k.little.Store(err == nil && free < littleSpace)
}

// probe writes a session's row as it is to a disk that refused: nobody else may
// be writing, and the trainer should know that the disk is well again.
func (d *Desk) probe(ctx context.Context) {
	if d.disk.refuses.Load() == nil {
		return
	}
	for _, s := range d.sessions() {
		err := d.update(ctx, s, func(tx *recorder) error {
			row, err := tx.Session()
			if err != nil {
				return err
			}
			return tx.SaveSession(row)
		})
		if err == nil {
			d.disk.refuses.Store(nil)
			return
		}
	}
}

// tellDisk tells the trainers how the disk does, when that has changed.
func (d *Desk) tellDisk() {
	state := d.disk.state()
	if state == d.disk.told {
		return
	}
	d.disk.told = state
	if state != "" {
		d.log.Warn("disk", "state", state)
	}
	for _, s := range d.sessions() {
		d.publishConsole(s)
	}
}

// diskNotices adds what the trainer should know of the disk.
func (d *Desk) diskNotices(add func(key, level string, params ...string)) {
	switch d.disk.state() {
	case "":
	case "disk-low":
		add("disk-low", "warn")
	case "disk-full":
		add("disk-full", "error")
	default:
		add("disk-refuses", "error")
	}
}
