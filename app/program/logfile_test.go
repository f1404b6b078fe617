package program

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRotatingLog_Write(t *testing.T) {
	path := filepath.Join(t.TempDir(), logFile)
	log, err := openLog(path, 100)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if _, err := fmt.Fprintf(log, "line %02d %s\n", i, strings.Repeat("x", 31)); err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	// Two lines of 40 bytes go into each file of 100.
	for name, want := range map[string]string{"": "line 18", ".1": "line 16", ".2": "line 14", ".3": "line 12"} {
		text, err := os.ReadFile(path + name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), want) || strings.Count(string(text), "\n") != 2 {
			t.Errorf("%s holds %q, want two lines from %q on", logFile+name, text, want)
		}
	}
	if _, err := os.Stat(path + ".4"); !os.IsNotExist(err) {
		t.Errorf("a fourth old log is kept: %v", err)
	}
}

// A log that could not be put aside, the disk being full, goes on once it can.
func TestRotatingLog_rotationFailed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, logFile)
	log, err := openLog(path, 60)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	line := []byte(strings.Repeat("z", 39) + "\n")
	write := func() {
		t.Helper()
		if n, err := log.Write(line); n != len(line) || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
	}
	write()
	// Without its folder neither can the old file be moved nor a new one made.
	if err := os.Rename(dir, dir+".gone"); err != nil {
		t.Fatal(err)
	}
	write()
	write()
	if err := os.Rename(dir+".gone", dir); err != nil {
		t.Fatal(err)
	}
	write()
	text, err := os.ReadFile(path)
	if err != nil || !strings.HasSuffix(string(text), string(line)) {
		t.Errorf("the log ends with %q, %v", text, err)
	}
}

func TestRotatingLog_reopened(t *testing.T) {
	path := filepath.Join(t.TempDir(), logFile)
	for range 3 {
		log, err := openLog(path, 60)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := log.Write([]byte(strings.Repeat("y", 39) + "\n")); err != nil {
			t.Fatal(err)
		}
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"", ".1", ".2"} {
		info, err := os.Stat(path + name)
		if err != nil || info.Size() != 40 {
			t.Errorf("%s: %v, %v; want 40 bytes", logFile+name, info, err)
		}
	}
}
