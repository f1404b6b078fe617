package room

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	estrade "estrade/app"
)

// windowOrigins are the origins of pages in the program's own window, on Linux
// and macOS and on Windows.
const windowOrigins = "wails://wails http://wails.localhost"

// rehearsalPath is where the participants' page is shown in a frame of the console
// beside the stage, for a rehearsal. It is the page of /, which nobody may frame,
// at another address: there it speaks for the one simulated participant whom the
// part of its address after # names, and neither reads nor writes what the browser
// keeps, so that nothing real can be brought into a frame.
const rehearsalPath = "/rehearsal"

// remotePath is the page of the trainer's phone. What its address holds after # is
// not to be taken for a join secret: who is sent to HTTPS stays on it.
const remotePath = "/remote"

// reachedLimit bounds the addresses remembered.
const reachedLimit = 4096

var (
	errWrongHost = estrade.NewError(estrade.CodeForbidden, "wrong-host",
		"The room is not served under this name.", "Type the address shown on the screen, with its numbers.")
	errWrongOrigin = estrade.NewError(estrade.CodeForbidden, "wrong-origin",
		"Another site's page asked for this.", "Open the address shown on the screen.")
	errTooManyRequests = estrade.NewError(estrade.CodeTooMany, "too-many-requests",
		"Too many messages at once.", "Wait a second and try again.")
	errHTTPSOnly = estrade.NewError(estrade.CodeForbidden, "https-only",
		"This room is served by HTTPS.", "Open the address shown on the screen, with its https.")
)

// nothingHere is the policy of replies that are no page.
const nothingHere = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// noFeatures refuses what no page of the room needs.
const noFeatures = "camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), " +
	"bluetooth=(), midi=(), payment=(), accelerometer=(), gyroscope=(), magnetometer=()"

// protected sets the security headers and refuses what another site's page, or
// a name that another site made point here (DNS rebinding), asks for.
func (r *Room) protected(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", noFeatures)
		h.Set("Content-Security-Policy", nothingHere)
		if secureContext(req) {
			// Elsewhere browsers ignore it and say so.
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
		}
		if !r.knownHost(req) {
			r.refuse(w, req, errWrongHost)
			return
		}
		if !r.requests.allow(remoteAddress(req)) {
			r.refuse(w, req, errTooManyRequests)
			return
		}
		if c := r.certificate.Load(); c != nil && req.TLS == nil && !onLoopback(req) {
			r.sendToHTTPS(w, req, c)
			return
		}
		if r.pages.serves(req.URL.Path) {
			h.Set("Content-Security-Policy", r.policy(req))
		}
		if changes(req) && !sameOrigin(req) {
			r.refuse(w, req, errWrongOrigin)
			return
		}
		r.noteReached(req)
		next.ServeHTTP(w, req)
	})
}

// sendToHTTPS answers a plain request over the network while the room has a
// certificate: a page is shown the way, everything else is refused, since what
// it carried has been readable already.
func (r *Room) sendToHTTPS(w http.ResponseWriter, req *http.Request, c *Certificate) {
	host := hostname(req.Host)
	if !c.Covers(host) {
		if local := localIP(req); local != nil {
			host = c.HostFor(local.String())
		}
	}
	if changes(req) || host == "" {
		r.refuse(w, req, errHTTPSOnly)
		return
	}
	to := url.URL{Scheme: "https", Host: host, Path: "/"}
	if req.URL.Path == remotePath {
		to.Path = remotePath
	}
	if a, ok := req.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok {
		to.Host = net.JoinHostPort(host, strconv.Itoa(a.Port))
	}
	http.Redirect(w, req, to.String(), http.StatusTemporaryRedirect)
}

// onLoopback tells whether a request came in on loopback, so that it never was
// on a network.
func onLoopback(req *http.Request) bool {
	ip := localIP(req)
	return ip != nil && ip.IsLoopback()
}

// secureContext tells whether browsers take the page for one whose connection
// nobody else reads.
func secureContext(req *http.Request) bool { return req.TLS != nil || onLoopback(req) }

// scheme is http or https, as the request came.
func scheme(req *http.Request) string {
	if req.TLS != nil {
		return "https"
	}
	return "http"
}

// remoteAddress is the address a request came from.
func remoteAddress(req *http.Request) string { return hostname(req.RemoteAddr) }

// knownHost tells whether the room was asked under an address of its own or a
// name of its certificate.
func (r *Room) knownHost(req *http.Request) bool {
	host := strings.ToLower(hostname(req.Host))
	if _, port, err := net.SplitHostPort(req.Host); err == nil && strings.Trim(port, "0123456789") != "" {
		return false
	}
	if host == "localhost" || slices.Contains(r.o.ExtraHosts, host) {
		return true
	}
	if ip := net.ParseIP(host); ip != nil {
		return ip.IsLoopback() || ip.Equal(localIP(req))
	}
	c := r.certificate.Load()
	return c != nil && c.Covers(host)
}

// policy lets a page load and reach nothing but this server. The WebSocket is
// named because Safari before 15.4 does not count it as 'self'.
func (r *Room) policy(req *http.Request) string {
	frames := "'self'"
	if req.URL.Path == "/stage" || req.URL.Path == rehearsalPath {
		frames += " " + windowOrigins
		if r.o.ConsoleOrigin != nil {
			if origin := r.o.ConsoleOrigin(); origin != "" {
				frames += " " + origin
			}
		}
	}
	live := "ws" + strings.TrimPrefix(scheme(req), "http") + "://" + req.Host
	return "default-src 'self'; connect-src 'self' " + live + "; img-src 'self' data:; " +
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
	return origin == "" || strings.EqualFold(origin, scheme(req)+"://"+req.Host)
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
