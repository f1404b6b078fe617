//go:build linux

package rehearsal_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	estrade "estrade/app"
)

// smallDisk is the size of the disk that gets full, in megabytes.
const smallDisk = 32

// onSmallDisk starts the program with its data folder, log included, on a small
// disk of its own in memory, which goes with it. It needs the right to mount,
// which Linux gives inside namespaces.
func onSmallDisk(t *testing.T) *child {
	t.Helper()
	dir := t.TempDir()
	c := unstartedChild(t, dir)
	c.wrap = func(cmd *exec.Cmd) {
		unshare := []string{"unshare", "--mount"}
		if os.Geteuid() != 0 {
			unshare = append(unshare, "--user", "--map-root-user")
		}
		mount := fmt.Sprintf(`mount -t tmpfs -o size=%dm estrade "$0" && exec "$@"`, smallDisk)
		cmd.Args = slices.Concat(unshare, []string{"sh", "-c", mount, dir}, cmd.Args)
		cmd.Path = must(exec.LookPath("unshare"))(t)
	}
	c.start()
	// The way to the disk from outside its namespace.
	c.dir = filepath.Join("/proc", fmt.Sprint(c.cmd.Process.Pid), "root", dir)
	return c
}

// fill writes a file until nothing more fits, and returns its path.
func (c *child) fill() string {
	c.t.Helper()
	path := filepath.Join(c.dir, "filler")
	f := must(os.Create(path))(c.t)
	defer f.Close()
	page := make([]byte, 4096)
	for {
		_, err := f.Write(page)
		if errors.Is(err, syscall.ENOSPC) {
			return path
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
}

// preserve stops the program, copies its data folder from the disk that goes
// with it to one that stays, and ends it there.
func (c *child) preserve() {
	c.t.Helper()
	if err := c.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		c.t.Fatal(err)
	}
	dir := c.t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(c.dir)); err != nil {
		c.t.Fatal(err)
	}
	c.kill()
	c.dir, c.wrap = dir, nil
}

// noticed waits until the trainer's console shows a notice, or none of the disk
// for "".
func (a *answering) noticed(key string) {
	a.t.Helper()
	var disk []string
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		view := must(a.c.View(a.t.Context(), a.id))(a.t)
		disk = nil
		for _, n := range view.Notices {
			if strings.HasPrefix(n.Key, "disk-") {
				disk = append(disk, n.Key)
			}
		}
		if slices.Equal(disk, []string{key}) {
			return
		}
	}
	a.t.Fatalf("the console says %q of the disk, not %s; answers: %+v", disk, key, a.crowd.Ledger().Tally())
}

// TestFault_DiskFull fills the disk under the database and the log in the
// middle of a part, then frees space.
func TestFault_DiskFull(t *testing.T) {
	t.Parallel()
	const people = 40
	ctx := t.Context()
	c := onSmallDisk(t)
	a := newAnswering(t, c, people, 1.0/20, func(local string) string { return local })
	a.noticed("disk-low") // before it is full
	a.acknowledged(a.total / 5)
	filler := c.fill()
	a.noticed("disk-full")
	refused := a.crowd.Ledger().Tally()
	if refused.Places == a.total {
		t.Fatal("everybody had answered before the disk was full")
	}
	wantFull := func(what string, err error) {
		t.Helper()
		var e *estrade.Error
		if !errors.As(err, &e) || e.Key != "disk-full" {
			t.Errorf("%s on a full disk: %v", what, err)
		}
	}
	view := must(c.View(ctx, a.id))(t)
	// Again and again: a close that is undone must not have refused an answer.
	for range 50 {
		_, err := c.Do(ctx, a.id, estrade.Command{Name: estrade.CommandClose, Revision: view.Revision, Confirmed: true})
		wantFull("closing a part", err)
	}
	_, err := joinAs(ctx, view.Join.LocalURL, "Camille Retard")
	wantFull("joining", err)
	time.Sleep(2 * time.Second)
	stuck := a.crowd.Ledger().Tally()
	if stuck.Refused+stuck.Uncertain > 0 {
		t.Errorf("browsers gave answers up: %+v", stuck)
	}
	if n := a.crowd.Present(); n != people {
		t.Errorf("%d of %d people are connected on a full disk", n, people)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	freed := time.Now()
	a.noticed("disk-low")
	a.settled()
	tally := a.crowd.Ledger().Tally()
	if tally.Places != a.total || tally.Refused+tally.Uncertain > 0 {
		t.Errorf("of %d answers: %+v", a.total, tally)
	}
	t.Logf("%d answers acknowledged when the disk was full, %d more once space was free; all in %v after it",
		stuck.Acknowledged, tally.Acknowledged-stuck.Acknowledged, time.Since(freed).Round(time.Millisecond))
	if problems := a.crowd.Problems(); len(problems) > 0 {
		t.Errorf("browsers met what they should not: %v", problems)
	}
	a.do(estrade.CommandClose)
	c.preserve()
	for _, wrong := range a.crowd.Ledger().Missing(c.record(ctx, a.id).Answers) {
		t.Error(wrong)
	}
	c.start()
	if after := must(c.View(ctx, a.id))(t); len(after.Roster) != people || place(after) != place(a.view) {
		t.Errorf("started again with %d people, at %s; it was at %s", len(after.Roster), place(after), place(a.view))
	}
}
