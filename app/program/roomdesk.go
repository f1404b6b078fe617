package program

import (
	"context"
	"log/slog"
	"net"
	"slices"
	"strconv"
	"sync"

	estrade "estrade/app"
	"estrade/app/lan"
	"estrade/app/room"
)

// DefaultRoomPort is the room's port when it is free.
const DefaultRoomPort = 7420

// roomDesk decides where the room is served and tells the sessions. It
// implements console.Room.
type roomDesk struct {
	room     *room.Room
	sessions estrade.Sessions
	log      *slog.Logger

	fixed *estrade.RoomAddress // given on the command line; nil: the trainer picks

	mu       sync.Mutex // held while the room moves
	port     int        // to ask for
	listener *room.Listener

	state  sync.RWMutex // guards status, which is asked for at any time
	status estrade.RoomStatus

	certificates       certificates
	certificate        *room.Certificate // guarded by state; nil: plain HTTP
	certificateProblem *estrade.Error    // guarded by state; why the one kept is not used
}

func newRoomDesk(address string, sessions estrade.Sessions, log *slog.Logger) (*roomDesk, error) {
	d := &roomDesk{sessions: sessions, log: log, port: DefaultRoomPort}
	if address == "" {
		return d, nil
	}
	host, service, err := net.SplitHostPort(address)
	port, portErr := strconv.Atoi(service)
	if err != nil || portErr != nil {
		return nil, estrade.NewError(estrade.CodeInvalid, "room-address",
			"The room's address "+address+" is not understood.",
			"Give an address and a port, for example 192.168.1.20:7420.", "address", address).WithCause(err)
	}
	d.fixed, d.port = &estrade.RoomAddress{Host: host, Port: port}, port
	return d, nil
}

// openSessions is where the sessions left open are found; the store has it.
type openSessions interface {
	Settings(ctx context.Context) (estrade.Settings, error)
	OpenSessions(ctx context.Context) ([]estrade.SessionID, error)
	Session(ctx context.Context, id estrade.SessionID) (estrade.Session, error)
}

// resume serves the room again, on the port it had, when a session was left open.
func (d *roomDesk) resume(ctx context.Context, store openSessions) error {
	open, err := store.OpenSessions(ctx)
	if err != nil || len(open) == 0 {
		return err
	}
	for _, id := range open {
		s, err := store.Session(ctx, id)
		if err != nil {
			return err
		}
		if s.RoomPort != 0 && d.fixed == nil {
			d.port = s.RoomPort
		}
	}
	settings, err := store.Settings(ctx)
	if err != nil {
		return err
	}
	_, err = d.Open(ctx, settings.RoomHost)
	return err
}

// Status tells whether and where the room is served.
func (d *roomDesk) Status() estrade.RoomStatus {
	d.state.RLock()
	defer d.state.RUnlock()
	s := d.status
	s.Certificate = d.describe(s.Host)
	return s
}

// Addresses lists the addresses of this computer, those a room can use first.
func (d *roomDesk) Addresses() ([]estrade.Address, error) { return lan.Addresses() }

// Open serves the room on host, "" for the best address found. An address that
// is gone, since the laptop has changed networks, is replaced by the best one;
// without a network only this computer reaches the room, and the status says
// so. Live connections of people survive a move.
func (d *roomDesk) Open(ctx context.Context, host string) (estrade.RoomStatus, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	bind, shown, problem := d.choose(host)
	if d.listener != nil && d.listener.Host == bind {
		return d.Status(), nil
	}
	previous := d.listener
	if previous != nil {
		// Both need the port on 127.0.0.1.
		if err := previous.Close(); err != nil {
			d.log.Warn("room's listener not closed", "error", err)
		}
		d.listener = nil
		d.port = previous.Port
	}
	listener, err := d.room.Listen(ctx, bind, d.port)
	if err != nil {
		if previous != nil {
			d.restore(ctx, previous.Host)
		}
		return estrade.RoomStatus{}, err
	}
	return d.serving(ctx, listener, shown, problem)
}

// choose returns what to bind, what to show, and what stands in the way of a room.
func (d *roomDesk) choose(host string) (bind, shown string, problem *estrade.Error) {
	addresses, err := lan.Addresses()
	if err != nil {
		d.log.Warn("addresses not found", "error", err)
	}
	best, found := lan.Best(addresses)
	switch {
	case d.fixed != nil && d.fixed.Host != room.AllAddresses && d.fixed.Host != "":
		return d.fixed.Host, d.fixed.Host, nil
	case d.fixed != nil && found:
		return room.AllAddresses, best.Host, nil
	case d.fixed != nil:
		return room.AllAddresses, "", errNoNetwork
	case slices.ContainsFunc(addresses, func(a estrade.Address) bool { return a.Host == host }):
		return host, host, nil
	case found:
		return best.Host, best.Host, nil
	default:
		return "", "", errNoNetwork
	}
}

var errNoNetwork = estrade.NewError(estrade.CodeUnavailable, "no-network",
	"This computer is on no network: only itself reaches the room.",
	"Join the room's Wi-Fi or open this computer's hotspot, then choose the address again.")

// restore serves the room where it was, after a move that failed.
func (d *roomDesk) restore(ctx context.Context, host string) {
	listener, err := d.room.Listen(ctx, host, d.port)
	if err == nil {
		_, err = d.serving(ctx, listener, host, nil)
	}
	if err != nil {
		d.log.Error("room is no longer served", "error", err)
		d.set(estrade.RoomStatus{Problem: estrade.Public(err)})
	}
}

// serving takes note of a listener and tells the sessions. d.mu is held.
func (d *roomDesk) serving(ctx context.Context, l *room.Listener, shown string, problem *estrade.Error) (estrade.RoomStatus, error) {
	d.listener, d.port = l, l.Port
	status := estrade.RoomStatus{
		Open: true, Host: shown, Port: l.Port, Moved: l.Moved,
		Reached: d.Status().Reached, Problem: problem,
	}
	d.set(status)
	d.log.Info("room served", "host", shown, "port", l.Port, "moved", l.Moved)
	return d.Status(), d.sessions.RoomAddress(ctx, d.address(d.Status()))
}

func (d *roomDesk) set(s estrade.RoomStatus) {
	d.state.Lock()
	defer d.state.Unlock()
	d.status = s
}

// noteReached counts a device that reached the room; its address goes no further.
func (d *roomDesk) noteReached(string) {
	d.state.Lock()
	defer d.state.Unlock()
	d.status.Reached++
}

// url returns the room's address as typed, that of this computer without a
// network, "" while it is not served.
func (d *roomDesk) url() string {
	s := d.Status()
	if !s.Open {
		return ""
	}
	a := d.address(s)
	host, scheme := a.Host, "http://"
	if a.Secure {
		scheme = "https://"
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return scheme + net.JoinHostPort(host, strconv.Itoa(s.Port))
}

func (d *roomDesk) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.set(estrade.RoomStatus{})
	if d.listener == nil {
		return nil
	}
	err := d.listener.Close()
	d.listener = nil
	return err
}
