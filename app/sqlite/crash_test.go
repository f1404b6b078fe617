package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	estrade "estrade/app"
)

// crashFile tells a copy of this test that it is the one to be killed.
const crashFile = "ESTRADE_TEST_CRASH_FILE"

// fixedKeys are the same in every process.
func fixedKeys(id estrade.SessionID) *memoryKeys {
	k := newMemoryKeys(id)
	for n := range k.keys {
		k.keys[n] = []byte(fmt.Sprintf("%-32.32s", n.Use))
	}
	return k
}

// A program that is killed while it writes loses nothing that it acknowledged.
func TestStore_killed(t *testing.T) {
	if path := os.Getenv(crashFile); path != "" {
		writeUntilKilled(t, path)
		return
	}
	for round, answers := range []int{1, 120, 700} {
		t.Run(fmt.Sprintf("after %d answers", answers), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "estrade.db")
			acknowledged := runAndKill(t, path, answers)
			f := openAt(t, path, fixedKeys("s-1"), options{})
			if ok := readRaw[string](t, rawConn(t, path), "PRAGMA integrity_check"); ok != "ok" {
				t.Fatalf("integrity: %s", ok)
			}
			values := make(map[string]string)
			for _, a := range f.load(t, "s-1").Answers {
				values[string(a.Key.Subject.Participant)+" "+a.Key.Item] = string(a.Value)
			}
			for _, line := range acknowledged {
				key, value, _ := strings.Cut(line, "=")
				if values[key] != value {
					t.Errorf("round %d: %q was acknowledged with %s and is %q", round, key, value, values[key])
				}
			}
			f.update(t, "s-1", func(tx estrade.Tx) error { return tx.SaveTable(estrade.Table{ID: "t-after"}) })
		})
	}
}

// runAndKill starts a copy of this program that writes, kills it after so many
// acknowledged answers, and returns every answer it had acknowledged by then.
func runAndKill(t *testing.T, path string, answers int) []string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, "-test.run=^TestStore_killed$")
	cmd.Env = append(os.Environ(), crashFile+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var acknowledged []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		acknowledged = append(acknowledged, lines.Text())
		if len(acknowledged) == answers {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // killed: its status says nothing
	if len(acknowledged) < answers {
		t.Fatalf("the program ended after %d answers: %q", len(acknowledged), acknowledged)
	}
	return acknowledged
}

// writeUntilKilled saves answers from several goroutines, and prints each one
// once it is acknowledged.
func writeUntilKilled(t *testing.T, path string) {
	s, err := Open(context.Background(), path, fixedKeys("s-1"), fixedClock{testTime})
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := s.CreateSession(ctx, testSession("s-1"), nil, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(ctx, "s-1", func(tx estrade.Tx) error {
		return tx.SavePart(estrade.PartRun{Step: "rank", Part: "individual", State: estrade.PartOpen})
	}); err != nil {
		t.Fatal(err)
	}
	for i := range 24 {
		go func() {
			for n := 0; ; n++ {
				a := answer(estrade.ParticipantID(fmt.Sprintf("p-%d", i)), "rank", fmt.Sprintf("item-%d", n), fmt.Sprint(n*i))
				if err := submit(s, "s-1", a); err != nil {
					fmt.Fprintln(os.Stderr, err)
					os.Exit(1)
				}
				// One write, short enough to be whole when the program dies.
				fmt.Printf("%s %s=%s\n", a.Key.Subject.Participant, a.Key.Item, a.Value)
			}
		}()
	}
	select {} // until killed
}
