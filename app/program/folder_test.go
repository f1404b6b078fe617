package program

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	estrade "estrade/app"
)

func TestHoldFolder(t *testing.T) {
	t.Run("a second holder is refused until the first lets go", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "new", "data")
		first, err := holdFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		_, err = holdFolder(dir)
		if estrade.ErrorCode(err) != estrade.CodeConflict || estrade.Public(err).Key != "data-folder-busy" {
			t.Fatalf("got %v, want data-folder-busy", err)
		}
		first.release()
		second, err := holdFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		second.release()
	})

	t.Run("leaves nothing but the lock behind", func(t *testing.T) {
		dir := t.TempDir()
		held, err := holdFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer held.release()
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) != 1 || entries[0].Name() != lockFile {
			t.Errorf("the folder holds %v, want %s alone", entries, lockFile)
		}
	})

	t.Run("a file in the folder's place", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "data")
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := holdFolder(path)
		if estrade.Public(err).Key != "data-folder-unwritable" {
			t.Fatalf("got %v, want data-folder-unwritable", err)
		}
	})
}

func TestDefaultDataDir(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("ESTRADE_DATA", "")
	is := func(t *testing.T, want string) {
		t.Helper()
		got, err := DefaultDataDir()
		if err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	if runtime.GOOS == "linux" {
		t.Run("home", func(t *testing.T) { is(t, filepath.Join(home, ".local", "share", "estrade")) })
		t.Run("XDG_DATA_HOME", func(t *testing.T) {
			t.Setenv("XDG_DATA_HOME", filepath.Join(home, "xdg"))
			is(t, filepath.Join(home, "xdg", "estrade"))
		})
		t.Run("a relative XDG_DATA_HOME is ignored", func(t *testing.T) {
			t.Setenv("XDG_DATA_HOME", "xdg")
			is(t, filepath.Join(home, ".local", "share", "estrade"))
		})
	}
	t.Run("ESTRADE_DATA", func(t *testing.T) {
		t.Setenv("ESTRADE_DATA", filepath.Join(home, "mine"))
		is(t, filepath.Join(home, "mine"))
	})
}
