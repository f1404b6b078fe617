package room

import (
	"errors"
	"net"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// failing is a listener whose first connections cannot be taken.
type failing struct {
	net.Listener
	left atomic.Int32
	why  error
}

func (f *failing) Accept() (net.Conn, error) {
	if f.left.Add(-1) >= 0 {
		return nil, &net.OpError{Op: "accept", Net: "tcp", Err: f.why}
	}
	return f.Listener.Accept()
}

// A connection that cannot be taken does not end the room.
func TestSockets_Accept(t *testing.T) {
	for name, why := range map[string]error{
		"NoFiles": syscall.EMFILE, "NoMemory": syscall.ENOMEM, "NetworkDown": syscall.ENETDOWN, "Reset": syscall.ECONNRESET,
		"OfWindows": syscall.Errno(10055), // WSAENOBUFS
	} {
		t.Run(name, func(t *testing.T) {
			l, err := net.Listen("tcp4", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			broken := &failing{Listener: l, why: why}
			broken.left.Store(3)
			s := newSockets(broken, newGate(), new(atomic.Pointer[Certificate]))
			defer func() { _ = s.Close() }()
			taken := make(chan error, 1)
			go func() {
				c, err := s.Accept()
				if err == nil {
					err = c.Close()
				}
				taken <- err
			}()
			c, err := net.Dial("tcp4", l.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = c.Close() }()
			select {
			case err := <-taken:
				if err != nil {
					t.Errorf("the room ended: %v", err)
				}
			case <-time.After(10 * time.Second):
				t.Error("nobody comes in any more")
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if _, err := s.Accept(); !errors.Is(err, net.ErrClosed) {
				t.Errorf("closed, it says %v", err)
			}
		})
	}
}
