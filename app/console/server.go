package console

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	estrade "estrade/app"
)

const (
	// bodyLimit is the largest body of a call, in bytes: settings carry a logo.
	bodyLimit = 4 << 20
	// documentLimit is the same where the body is a PDF to check.
	documentLimit = 32 << 20
	headerLimit   = 16 << 10
	headerTimeout = 5 * time.Second
	// Documents of a full room take a while.
	callTimeout  = 5 * time.Minute
	idleTimeout  = 2 * time.Minute
	closeTimeout = 2 * time.Second
)

// ServerOptions configures a Server. Pages and Realtime are required.
type ServerOptions struct {
	Pages    http.Handler // the console's page at / and its files
	Realtime http.Handler // the console's live connection
	// RoomOrigin returns the origin of the room's pages on this computer, whose
	// stage the console shows in a frame; nil or "": none.
	RoomOrigin func() string
	// ExtraHosts are names the console may be asked under besides loopback's:
	// for tests that map a name to 127.0.0.1.
	ExtraHosts []string
}

// Server serves the console on loopback.
type Server struct {
	service *Service
	o       ServerOptions
	access  *access
	routes  []route
	handler http.Handler

	server *http.Server
	port   int // 0 until it listens
}

// NewServer returns the console's server and lets the service tell where it is.
func NewServer(service *Service, o ServerOptions) *Server {
	s := &Server{service: service, o: o, access: newAccess()}
	s.routes = []route{
		{"GET /{$}", http.HandlerFunc(s.page)},
		{"POST /api/console/{method}", http.HandlerFunc(s.call)},
		{"GET /connection/websocket", http.HandlerFunc(s.connect)},
		{"/", o.Pages},
	}
	mux := http.NewServeMux()
	for _, route := range s.routes {
		mux.Handle(route.pattern, route.handler)
	}
	s.handler = s.guarded(s.protected(mux))
	service.live = s.connection
	return s
}

// route is a handler under an http.ServeMux pattern.
type route struct {
	pattern string
	handler http.Handler
}

// Routes lists all that the console answers: patterns of http.ServeMux, and the
// methods behind "POST /api/console/{method}".
func (s *Server) Routes() (patterns, methods []string) {
	for _, route := range s.routes {
		patterns = append(patterns, route.pattern)
	}
	return patterns, slices.Sorted(maps.Keys(s.service.methods))
}

// Handler returns the console's routes behind their checks. It must be served
// by an http.Server, which tells the address a request came in on.
func (s *Server) Handler() http.Handler { return s.handler }

// Listen serves the console on a loopback address such as "127.0.0.1:0".
// CodeInvalid: the address is not loopback. Call it once, before the service is
// used.
func (s *Server) Listen(ctx context.Context, address string) error {
	at, err := netip.ParseAddrPort(strings.Replace(address, "localhost:", "127.0.0.1:", 1))
	if err != nil || !at.Addr().IsLoopback() {
		return estrade.NewError(estrade.CodeInvalid, "console-address",
			"The console is served on this computer only, not on "+address+".",
			"Use an address such as 127.0.0.1:0.", "address", address).WithCause(err)
	}
	socket, err := new(net.ListenConfig).Listen(ctx, "tcp", at.String())
	if err != nil {
		return fmt.Errorf("listen on %s: %w", at, err)
	}
	s.port = socket.Addr().(*net.TCPAddr).Port
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	s.server = &http.Server{
		Handler:           s.handler,
		Protocols:         protocols,
		MaxHeaderBytes:    headerLimit,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       callTimeout,
		WriteTimeout:      callTimeout,
		IdleTimeout:       idleTimeout,
		ErrorLog:          slog.NewLogLogger(s.service.log.Handler(), slog.LevelDebug),
	}
	go func() {
		if err := s.server.Serve(socket); !errors.Is(err, http.ErrServerClosed) {
			s.service.log.Error("console is no longer served", "error", err)
		}
	}()
	return nil
}

// Close stops taking requests and lets those that run finish for a moment.
func (s *Server) Close() error {
	if s.server == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if err := s.server.Shutdown(ctx); err != nil {
		return s.server.Close()
	}
	return nil
}

// Origin returns the origin of the console's pages, "" before Listen.
func (s *Server) Origin() string {
	if s.port == 0 {
		return ""
	}
	return "http://127.0.0.1:" + strconv.Itoa(s.port)
}

// Link returns an address that opens the console in one browser, once.
func (s *Server) Link() string {
	return s.Origin() + "/?token=" + s.access.newLink()
}

// connection tells the console where its live connection is.
func (s *Server) connection() (estrade.Connection, bool) {
	if s.port == 0 {
		return estrade.Connection{}, false
	}
	return estrade.Connection{
		// A browser's WebSocket can carry a token only in its address.
		URL:   "ws://127.0.0.1:" + strconv.Itoa(s.port) + "/connection/websocket?token=" + s.access.bearer,
		Token: s.access.bearer,
	}, true
}

// page serves the console to whoever has a link or, from then on, its cookie.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	token := r.URL.Query().Get("token")
	if s.access.hasCookie(r, cookieName(r)) {
		if token != "" {
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		s.o.Pages.ServeHTTP(w, r)
		return
	}
	value, ok := s.access.redeem(token)
	if !ok {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusUnauthorized)
		// A write fails when the browser has left.
		_, _ = io.WriteString(w, lockedPage)
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: cookieName(r), Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// cookieName differs by port, which browsers do not tell cookies apart by: two
// programs on one computer would lock each other out.
func cookieName(r *http.Request) string {
	return "estrade_" + strconv.Itoa(localPort(r))
}

// lockedPage says how to open the console. It needs no script and no style.
const lockedPage = `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Estrade</title>
<h1>Estrade</h1>
<p>Cette adresse est celle de la console d’animation. Pour l’ouvrir, utilisez l’adresse complète que le programme a affichée à son démarrage, jusqu’au dernier caractère. Elle ne sert qu’une fois : redémarrez le programme pour en obtenir une nouvelle.</p>
<p lang="en">This is the address of the trainer’s console. To open it, use the full address that the program showed when it started, to the last character. It works only once: restart the program to get a new one.</p>
</html>
`

// call runs a method of the service.
func (s *Server) call(w http.ResponseWriter, r *http.Request) {
	if !s.access.hasCookie(r, cookieName(r)) {
		s.refuse(w, errLocked)
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		s.refuse(w, errNotJSON)
		return
	}
	limit := int64(bodyLimit)
	if r.PathValue("method") == "checkPDF" {
		limit = documentLimit
	}
	args, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		s.refuse(w, errTooLarge)
		return
	}
	if err != nil {
		s.refuse(w, errNotJSON)
		return
	}
	result, err := s.service.Dispatch(r.Context(), r.PathValue("method"), args)
	if err != nil {
		s.refuse(w, err)
		return
	}
	s.write(w, http.StatusOK, result)
}

// connect opens the live connection for the cookie's holder or, from the
// window, whose pages are of another origin, the token's.
func (s *Server) connect(w http.ResponseWriter, r *http.Request) {
	if !s.access.hasCookie(r, cookieName(r)) && !s.access.hasBearer(r) {
		s.refuse(w, errLocked)
		return
	}
	s.o.Realtime.ServeHTTP(w, r)
}

var (
	errLocked = estrade.NewError(estrade.CodeUnauthorised, "console-locked",
		"This browser has not opened the console.", "Open the full address that the program showed when it started.")
	errNotJSON = estrade.NewError(estrade.CodeInvalid, "malformed-request",
		"The message cannot be read.", "Reload the page.")
	errTooLarge = estrade.NewError(estrade.CodeTooLarge, "request-too-large",
		"The message is too large.", "Send less at once.")
	errWrongHost = estrade.NewError(estrade.CodeForbidden, "wrong-host",
		"The console is not served under this name.", "Open the full address that the program showed when it started.")
	errWrongOrigin = estrade.NewError(estrade.CodeForbidden, "wrong-origin",
		"Another site's page asked for this.", "Open the full address that the program showed when it started.")
)

// windowOrigins are the origins of pages in the program's own window, on Linux
// and macOS and on Windows.
var windowOrigins = []string{"wails://wails", "http://wails.localhost"}

// nothingHere is the policy of replies under a wrong name.
const nothingHere = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// noFeatures refuses what no page of the console needs.
const noFeatures = "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), " +
	"bluetooth=(), midi=(), payment=(), accelerometer=(), gyroscope=(), magnetometer=()"

// protected sets the security headers and refuses what another site's page, or
// a name that another site made point here (DNS rebinding), asks for.
func (s *Server) protected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", noFeatures)
		h.Set("Content-Security-Policy", nothingHere)
		if !s.knownHost(r) {
			s.refuse(w, errWrongHost)
			return
		}
		h.Set("Content-Security-Policy", s.policy(r))
		if !s.allowedOrigin(r) {
			s.refuse(w, errWrongOrigin)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) knownHost(r *http.Request) bool {
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil || port != strconv.Itoa(localPort(r)) {
		return false
	}
	host = strings.ToLower(host)
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback() || slices.Contains(s.o.ExtraHosts, host)
}

// allowedOrigin lets pages of this server do everything, pages in the window
// open the live connection, and pages of other sites nothing but navigate here.
func (s *Server) allowedOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	live := r.Header.Get("Upgrade") != ""
	switch {
	case r.Method == http.MethodGet && !live, r.Method == http.MethodHead:
		return true
	case origin == "" || strings.EqualFold(origin, "http://"+r.Host):
		return true
	default:
		return live && slices.Contains(windowOrigins, origin)
	}
}

// policy lets the console load and reach this server alone, and show the stage.
func (s *Server) policy(r *http.Request) string {
	frames := "'none'"
	if s.o.RoomOrigin != nil {
		if origin := s.o.RoomOrigin(); origin != "" {
			frames = origin
		}
	}
	live := "ws://" + r.Host
	if s.port != 0 {
		// Where Connection says, whatever name the page was opened under.
		live += " ws://127.0.0.1:" + strconv.Itoa(s.port)
	}
	return "default-src 'self'; connect-src 'self' " + live + "; img-src 'self' data:; style-src 'self'; " +
		"frame-src " + frames + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
}

// localPort is the port a request came in on.
func localPort(r *http.Request) int {
	if a, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok {
		return a.Port
	}
	return 0
}

func (s *Server) refuse(w http.ResponseWriter, err error) {
	public := estrade.Public(err)
	text, encodeErr := estrade.JSON(public)
	if encodeErr != nil {
		text = json.RawMessage(`{"code":"internal","key":"internal","message":""}`)
	}
	s.write(w, public.Code.Status(), text)
}

func (s *Server) write(w http.ResponseWriter, status int, text []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// A write fails when the browser has left.
	_, _ = w.Write(text)
}

// guarded answers a panic of next with an internal error and logs its stack.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				s.service.log.Error("panic in console handler", "path", r.URL.Path, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
				s.refuse(w, errors.New("panic"))
			}
		}()
		s.service.guard()
		next.ServeHTTP(w, r)
	})
}
