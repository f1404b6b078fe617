package room

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"testing"

	estrade "estrade/app"
)

// get asks for the health of the room at an address.
func get(t *testing.T, host string, port int) error {
	t.Helper()
	r, err := http.Get(fmt.Sprintf("http://%s:%d/health", host, port))
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", r.StatusCode)
	}
	return nil
}

func TestRoom_Listen(t *testing.T) {
	r := newHouse(t, nil).room
	open := func(t *testing.T, host string, port int) *Listener {
		t.Helper()
		l, err := r.Listen(context.Background(), host, port)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		return l
	}
	t.Run("PickedAndLoopback", func(t *testing.T) {
		// 127.0.0.2 stands for the address of another interface.
		l := open(t, "127.0.0.2", 0)
		for _, host := range []string{"127.0.0.1", "127.0.0.2"} {
			if err := get(t, host, l.Port); err != nil {
				t.Error(err)
			}
		}
		if err := get(t, "127.0.0.3", l.Port); err == nil {
			t.Error("an address that was not picked answers")
		}
		if l.Host != "127.0.0.2" || l.Moved {
			t.Errorf("%+v", l)
		}
	})
	t.Run("All", func(t *testing.T) {
		l := open(t, AllAddresses, 0)
		for _, host := range []string{"127.0.0.1", "127.0.0.3"} {
			if err := get(t, host, l.Port); err != nil {
				t.Error(err)
			}
		}
	})
	t.Run("Moved", func(t *testing.T) {
		// Taken on the picked address only: both move together.
		taken, err := net.Listen("tcp4", "127.0.0.2:0")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = taken.Close() }()
		port := taken.Addr().(*net.TCPAddr).Port
		l := open(t, "127.0.0.2", port)
		if !l.Moved || l.Port <= port || l.Port > port+portsTried {
			t.Errorf("asked for %d, got %+v", port, l)
		}
		if err := get(t, "127.0.0.2", l.Port); err != nil {
			t.Error(err)
		}
		if free, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port)); err != nil {
			t.Errorf("the try before is still bound: %v", err)
		} else {
			_ = free.Close()
		}
	})
	t.Run("SamePortAgain", func(t *testing.T) {
		l := open(t, "", 0)
		port := l.Port
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		if err := get(t, "127.0.0.1", port); err == nil {
			t.Error("closed, and answers")
		}
		if again := open(t, "", port); again.Port != port || again.Moved {
			t.Errorf("%+v", again)
		}
	})
	t.Run("ErrNoSuchAddress", func(t *testing.T) {
		for _, host := range []string{"203.0.113.7", "example.invalid", "300.1.1.1"} {
			if _, err := r.Listen(context.Background(), host, 0); estrade.ErrorCode(err) != estrade.CodeInvalid {
				t.Errorf("%s: %v", host, err)
			}
		}
	})
	t.Run("ErrBadPort", func(t *testing.T) {
		for _, port := range []int{-1, 65536} {
			if _, err := r.Listen(context.Background(), "", port); estrade.ErrorCode(err) != estrade.CodeInvalid {
				t.Errorf("%d: %v", port, err)
			}
		}
	})
	t.Run("ErrNoFreePort", func(t *testing.T) {
		taken, err := net.Listen("tcp4", "127.0.0.1:65535")
		// When somebody else has it already, it is taken as well.
		if err == nil {
			defer func() { _ = taken.Close() }()
		}
		if _, err := r.Listen(context.Background(), "", 65535); estrade.ErrorCode(err) != estrade.CodeUnavailable {
			t.Errorf("%v", err)
		}
	})
}
