package room

import (
	"net"
	"net/http"
	"slices"
	"strings"

	estrade "estrade/app"
)

// windowOrigins are the origins of pages in the program's own window, on Linux
// and macOS and on Windows.
const windowOrigins = "wails://wails http://wails.localhost"

// reachedLimit bounds the addresses remembered.
const reachedLimit = 4096

var (
	errWrongHost = estrade.NewError(estrade.CodeForbidden, "wrong-host",
		"The room is not served under this name.", "Type the address shown on the screen, with its numbers.")
	errWrongOrigin = estrade.NewError(estrade.CodeForbidden, "wrong-origin",
		"Another site's page asked for this.", "Open the address shown on the screen.")
)

// protected sets the security headers and refuses what another site's page, or
// a name that another site made point here (DNS rebinding), asks for.
func (r *Room) protected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		if !r.knownHost(req) {
			r.refuse(w, req, errWrongHost)
			return
		}
		h.Set("Content-Security-Policy", r.policy(req))
		if changes(req) && !sameOrigin(req) {
			r.refuse(w, req, errWrongOrigin)
			return
		}
		r.noteReached(req)
		next.ServeHTTP(w, req)
	})
}

// knownHost tells whether the room was asked under an address of its own.
func (r *Room) knownHost(req *http.Request) bool {
	host := strings.ToLower(hostname(req.Host))
	if host == "localhost" || slices.Contains(r.o.ExtraHosts, host) {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || ip.Equal(localIP(req)))
}

// policy lets a page load and reach nothing but this server. The WebSocket is
// named because Safari before 15.4 does not count it as 'self'.
func (r *Room) policy(req *http.Request) string {
	frames := "'self'"
	if req.URL.Path == "/stage" {
		frames += " " + windowOrigins
		if r.o.ConsoleOrigin != nil {
			if origin := r.o.ConsoleOrigin(); origin != "" {
				frames += " " + origin
			}
		}
	}
	return "default-src 'self'; connect-src 'self' ws://" + req.Host + "; img-src 'self' data:; " +
		"style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors " + frames
}

// changes tells whether a request does more than read a page.
func changes(req *http.Request) bool {
	return req.Method != http.MethodGet && req.Method != http.MethodHead || req.Header.Get("Upgrade") != ""
}

// sameOrigin tells whether a request comes from a page of this server, or from
// no page at all.
func sameOrigin(req *http.Request) bool {
	origin := req.Header.Get("Origin")
	return origin == "" || strings.EqualFold(origin, "http://"+req.Host)
}

// noteReached reports a device that is not this computer, once.
func (r *Room) noteReached(req *http.Request) {
	remote := net.ParseIP(hostname(req.RemoteAddr))
	if r.o.OnReached == nil || remote == nil || remote.IsLoopback() || remote.Equal(localIP(req)) {
		return
	}
	address := remote.String()
	r.mu.Lock()
	_, known := r.reached[address]
	known = known || len(r.reached) >= reachedLimit
	if !known {
		r.reached[address] = struct{}{}
	}
	r.mu.Unlock()
	if !known {
		r.o.OnReached(address)
	}
}

// localIP is the address of this computer that a request came in on.
func localIP(req *http.Request) net.IP {
	if a, ok := req.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok {
		return a.IP
	}
	return nil
}

// hostname is the host of "host" or "host:port".
func hostname(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return strings.Trim(hostport, "[]")
}
