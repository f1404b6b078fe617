package realtime

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	estrade "estrade/app"
)

// dialRaw opens a live connection without a client's manners.
func dialRaw(t *testing.T, address string) *websocket.Conn {
	t.Helper()
	c, response, err := websocket.DefaultDialer.Dial(address, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetReadDeadline(time.Now().Add(patience))
	return c
}

// endOf reads until the connection ends and returns its close code, −1 for none.
func endOf(c *websocket.Conn) int {
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			var e *websocket.CloseError
			if errors.As(err, &e) {
				return e.Code
			}
			return -1
		}
	}
}

func TestNode_ConnectionsOfOnePerson(t *testing.T) {
	h := newHouse(t, Options{})
	connect := func() (refused bool) {
		c := dialRaw(t, h.room)
		if err := c.WriteMessage(websocket.TextMessage, []byte(`{"id":1,"connect":{"data":{"people":["t-ana"]}}}`)); err != nil {
			t.Fatal(err)
		}
		_, reply, err := c.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(reply), "too-many-connections") {
			return false
		}
		var r struct {
			Error struct {
				Code      int  `json:"code"`
				Temporary bool `json:"temporary"`
			} `json:"error"`
		}
		if err := json.Unmarshal(reply, &r); err != nil || r.Error.Code != 4429 || !r.Error.Temporary {
			t.Errorf("%s: a page that was away would not come back", reply)
		}
		return true
	}
	refused := 0
	for range connectionsEach + 5 {
		if connect() {
			refused++
		}
	}
	if refused != 5 || len(h.node.speakingFor("ana")) != connectionsEach {
		t.Errorf("%d of 5 refused, %d speak for her", refused, len(h.node.speakingFor("ana")))
	}
	other := dialRaw(t, h.room)
	if err := other.WriteMessage(websocket.TextMessage, []byte(`{"id":1,"connect":{"data":{"people":["t-bob"]}}}`)); err != nil {
		t.Fatal(err)
	}
	if _, reply, err := other.ReadMessage(); err != nil || strings.Contains(string(reply), "error") {
		t.Errorf("somebody else is kept out: %s, %v", reply, err)
	}
}

func TestNode_EndlessCommands(t *testing.T) {
	for name, command := range map[string]string{
		"calls":      `{"id":%d,"rpc":{"method":"time","data":{}}}`,
		"subscribes": `{"id":%d,"subscribe":{"channel":"room:s1"}}`,
		"nonsense":   `{"id":%d,"rpc":{"method":"x"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, Options{})
			c := dialRaw(t, h.room)
			if err := c.WriteMessage(websocket.TextMessage, []byte(`{"id":1,"connect":{"data":{"people":["t-ana"]}}}`)); err != nil {
				t.Fatal(err)
			}
			go func() {
				for i := range 20_000 {
					if c.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, command, i+2)) != nil {
						return
					}
				}
			}()
			if code := endOf(c); code != int(endTooMany.Code) {
				t.Errorf("ended with %d", code)
			}
		})
	}
}

// TestNode_Unpacked sends a message that is small on the wire and large unpacked,
// and one that is just small enough.
func TestNode_Unpacked(t *testing.T) {
	h := newHouse(t, Options{})
	dialer := websocket.Dialer{EnableCompression: true}
	connect := `{"id":1,"connect":{"data":{"people":["t-ana"],"pad":"%s"}}}`
	for name, tc := range map[string]struct {
		pad   int
		taken bool
	}{
		"within the limit": {messageLimit - len(connect), true},
		"just over it":     {messageLimit, false},
		"a bomb":           {64 << 20, false},
	} {
		c, response, err := dialer.Dial(h.room, nil)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		_ = c.SetReadDeadline(time.Now().Add(patience))
		// An ending connection may not take all of it.
		_ = c.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, connect, strings.Repeat("x", tc.pad)))
		_, reply, err := c.ReadMessage()
		if taken := err == nil && strings.Contains(string(reply), `"connect"`); taken != tc.taken {
			t.Errorf("%s: %.200s, %v", name, reply, err)
		}
		_ = c.Close()
	}
}

// TestNode_NeverConnects opens a connection and says nothing.
func TestNode_NeverConnects(t *testing.T) {
	t.Parallel()
	h := newHouse(t, Options{})
	c := dialRaw(t, h.room)
	if code := endOf(c); code < 3000 {
		t.Errorf("ended with %d", code)
	}
}

// TestNode_NeverReads stops reading while pictures are sent.
func TestNode_NeverReads(t *testing.T) {
	h := newHouse(t, Options{})
	dialer := websocket.Dialer{NetDial: func(network, address string) (net.Conn, error) {
		c, err := net.Dial(network, address)
		if err == nil {
			err = c.(*net.TCPConn).SetReadBuffer(4096)
		}
		return c, err
	}}
	c, response, err := dialer.Dial(h.room, nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	defer c.Close()
	if err := c.WriteMessage(websocket.TextMessage, []byte(`{"id":1,"connect":{"data":{"people":["t-ana"]}}}`)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "connected", func() bool { return len(h.node.speakingFor("ana")) == 1 })
	v := h.answers.sit("ana", "loire")
	noise := make([]byte, 200_000) // does not compress
	_, _ = rand.Read(noise)
	v.Name = hex.EncodeToString(noise)
	// A write that is under way may take writeTimeout to give up.
	for deadline := time.Now().Add(2 * patience); len(h.node.speakingFor("ana")) > 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a page that does not read is kept")
		}
		h.node.Publish(estrade.PersonChannel("ana"), estrade.Message{Type: "person", Person: &v})
	}
}
