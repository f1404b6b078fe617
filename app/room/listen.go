package room

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	estrade "estrade/app"
)

const (
	// AllAddresses makes Listen bind every address of this computer.
	AllAddresses = "0.0.0.0"
	loopback     = "127.0.0.1"

	// portsTried is how many ports are tried from the one asked for.
	portsTried = 50

	headerLimit   = 16 << 10
	headerTimeout = 5 * time.Second
	readTimeout   = 10 * time.Second
	// A phone at the edge of the Wi-Fi takes long to fetch the fonts.
	sendTimeout = 60 * time.Second
	idleTimeout = 90 * time.Second
	// windowsNoAddress is WSAEADDRNOTAVAIL, which Go's syscall.EADDRNOTAVAIL is not.
	windowsNoAddress = syscall.Errno(10049)

	// closeTimeout is how long Close lets requests finish.
	closeTimeout = 2 * time.Second
)

// Listener is the room being served.
type Listener struct {
	Host  string // the picked address, "" when only this computer reaches the room
	Port  int
	Moved bool // the port asked for was taken: this is the next free one

	server *http.Server
}

// Listen serves the room on host and always on 127.0.0.1, on the same port; on
// every address for AllAddresses, on this computer only for "". When the port
// is taken on either, the next free one is used; port 0 takes any. CodeInvalid:
// host is no address of this computer (any more), port is none. CodeUnavailable:
// no port is free. Live connections outlive the Listener.
func (r *Room) Listen(ctx context.Context, host string, port int) (*Listener, error) {
	if port < 0 || port > 65535 {
		return nil, errBadPort(port)
	}
	if host != "" && host != "localhost" && net.ParseIP(host) == nil {
		return nil, errNoSuchAddress(host)
	}
	sockets, at, err := bindFrom(ctx, addressesFor(host), port)
	if err != nil {
		return nil, err
	}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	closing, end := context.WithCancel(context.Background())
	l := &Listener{Host: host, Port: at, Moved: port != 0 && at != port, server: &http.Server{
		Handler:           r.handler,
		Protocols:         protocols,
		MaxHeaderBytes:    headerLimit,
		ReadHeaderTimeout: r.headerTimeout,
		ReadTimeout:       r.readTimeout,
		WriteTimeout:      sendTimeout,
		IdleTimeout:       idleTimeout,
		// It writes of what clients do wrong, with their addresses.
		ErrorLog: slog.NewLogLogger(r.log.Handler(), slog.LevelDebug),
		BaseContext: func(net.Listener) context.Context {
			return context.WithValue(context.Background(), closingKey{}, closing)
		},
	}}
	l.server.RegisterOnShutdown(end)
	for _, s := range sockets {
		go func() {
			if err := l.server.Serve(newSockets(s, r.gate, &r.certificate)); !errors.Is(err, http.ErrServerClosed) {
				r.log.Error("room is no longer served", "address", s.Addr().String(), "error", err)
			}
		}()
	}
	return l, nil
}

// closingKey finds, in a request's context, one that ends when its listener is closed.
type closingKey struct{}

// Close stops taking requests and lets those that run finish for a moment.
func (l *Listener) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if err := l.server.Shutdown(ctx); err != nil {
		return l.server.Close()
	}
	return nil
}

// addressesFor returns what to bind, the picked address last.
func addressesFor(host string) []string {
	switch {
	case host == AllAddresses:
		return []string{AllAddresses}
	case host == "" || host == loopback || host == "localhost":
		return []string{loopback}
	default:
		return []string{loopback, host}
	}
}

// bindFrom binds all addresses on one port, the first free one from port on.
func bindFrom(ctx context.Context, addresses []string, port int) ([]net.Listener, int, error) {
	var taken error
	for i := range portsTried {
		try := port
		if port != 0 {
			try += i
		}
		if try > 65535 {
			break
		}
		sockets, err := bind(ctx, addresses, try)
		if err == nil {
			return sockets, sockets[0].Addr().(*net.TCPAddr).Port, nil
		}
		if errors.Is(err, syscall.EADDRNOTAVAIL) || errors.Is(err, windowsNoAddress) {
			return nil, 0, errNoSuchAddress(addresses[len(addresses)-1]).WithCause(err)
		}
		if ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		taken = err
	}
	return nil, 0, errNoFreePort(port).WithCause(taken)
}

// bind binds all addresses on one port or none; for port 0 the first decides.
func bind(ctx context.Context, addresses []string, port int) ([]net.Listener, error) {
	var sockets []net.Listener
	for _, a := range addresses {
		s, err := new(net.ListenConfig).Listen(ctx, "tcp4", net.JoinHostPort(a, strconv.Itoa(port)))
		if err != nil {
			for _, open := range sockets {
				_ = open.Close()
			}
			return nil, fmt.Errorf("listen on %s: %w", net.JoinHostPort(a, strconv.Itoa(port)), err)
		}
		sockets = append(sockets, s)
		port = s.Addr().(*net.TCPAddr).Port
	}
	return sockets, nil
}

func errNoSuchAddress(host string) *estrade.Error {
	return estrade.NewError(estrade.CodeInvalid, "no-such-address",
		"This computer no longer has the address "+host+".",
		"Check that it is on the room's network, then choose its address again.", "host", host)
}

func errNoFreePort(port int) *estrade.Error {
	return estrade.NewError(estrade.CodeUnavailable, "no-free-port",
		fmt.Sprintf("No port is free from %d on.", port),
		"Close other programs that serve on this computer, then try again.", "port", strconv.Itoa(port))
}

func errBadPort(port int) *estrade.Error {
	return estrade.NewError(estrade.CodeInvalid, "bad-port",
		fmt.Sprintf("%d is not a port.", port), "Choose a port from 1024 to 65535.", "port", strconv.Itoa(port))
}
