package room

import (
	"crypto/tls"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// tlsRecord is the first byte of a connection that begins with a TLS handshake;
// no HTTP request begins with it.
const tlsRecord = 0x16

// sockets accepts the connections of one address: within the gate's limits and,
// while there is a certificate, by TLS. On loopback plain HTTP is served beside
// it, to the stage and the console's preview: no certificate is for 127.0.0.1,
// and nothing leaves the computer. A plain request that came over the network
// is told where to go by the handler.
type sockets struct {
	net.Listener
	gate        *gate
	certificate *atomic.Pointer[Certificate]

	ready  chan net.Conn
	closed chan struct{}
	once   sync.Once
	failed error // why closed, nil for Close; written before closed is closed
	ended  error // of closing the listener
}

func newSockets(l net.Listener, g *gate, certificate *atomic.Pointer[Certificate]) *sockets {
	s := &sockets{Listener: l, gate: g, certificate: certificate, ready: make(chan net.Conn), closed: make(chan struct{})}
	go s.run()
	return s
}

// How long a listener that could not take a connection waits: at first, and at most.
const (
	acceptAgain   = 10 * time.Millisecond
	acceptPatient = time.Second
)

// run takes connections until the listener is closed. Whatever else keeps one from
// being taken (no memory or no file left, a network that is down, on some systems
// the end of a phone that gave up) passes: the room must not end by it.
func (s *sockets) run() {
	wait := acceptAgain
	for {
		c, err := s.Listener.Accept()
		if err != nil {
			select {
			case <-s.closed:
				return
			default:
			}
			if errors.Is(err, net.ErrClosed) {
				_ = s.end(err)
				return
			}
			select {
			case <-s.closed:
				return
			case <-time.After(wait):
			}
			wait = min(2*wait, acceptPatient)
			continue
		}
		wait = acceptAgain
		admitted, ok := s.gate.admit(c)
		switch {
		case !ok:
		case s.certificate.Load() == nil:
			s.hand(admitted)
		default:
			go s.sort(admitted)
		}
	}
}

// sort hands on a connection as what its first byte says.
func (s *sockets) sort(c net.Conn) {
	_ = c.SetReadDeadline(time.Now().Add(headerTimeout))
	first := make([]byte, 1)
	if n, err := c.Read(first); n == 0 || err != nil {
		_ = c.Close()
		return
	}
	_ = c.SetReadDeadline(time.Time{})
	began := &begun{Conn: c, first: first}
	if first[0] != tlsRecord {
		s.hand(began)
		return
	}
	certificate := s.certificate.Load()
	if certificate == nil {
		_ = c.Close()
		return
	}
	s.hand(tls.Server(began, &tls.Config{
		Certificates: []tls.Certificate{certificate.tls},
		MinVersion:   tls.VersionTLS12,
		NextProtos:   []string{"http/1.1"},
	}))
}

func (s *sockets) hand(c net.Conn) {
	select {
	case s.ready <- c:
	case <-s.closed:
		_ = c.Close()
	}
}

// Accept implements net.Listener.
func (s *sockets) Accept() (net.Conn, error) {
	select {
	case c := <-s.ready:
		return c, nil
	case <-s.closed:
		if s.failed != nil {
			return nil, s.failed
		}
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (s *sockets) Close() error { return s.end(nil) }

// end closes the listener, once, because of why.
func (s *sockets) end(why error) error {
	s.once.Do(func() {
		s.failed = why
		close(s.closed)
		s.ended = s.Listener.Close()
	})
	return s.ended
}

// begun is a connection whose first bytes were read already.
type begun struct {
	net.Conn
	first []byte
}

// Read implements net.Conn.
func (b *begun) Read(p []byte) (int, error) {
	if len(b.first) > 0 {
		n := copy(p, b.first)
		b.first = b.first[n:]
		return n, nil
	}
	return b.Conn.Read(p)
}
