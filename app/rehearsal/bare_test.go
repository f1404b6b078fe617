package rehearsal_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/centrifugal/centrifuge"
	client "github.com/centrifugal/centrifuge-go"
)

// bareVariable makes the test's program a bare centrifuge server.
const bareVariable = "ESTRADE_BENCH_BARE"

// serveBare sends whatever is posted to /say to everybody connected, and does
// nothing else: what centrifuge takes for the same fan-out.
func serveBare() error {
	node, err := centrifuge.New(centrifuge.Config{})
	if err != nil {
		return err
	}
	node.OnConnecting(func(context.Context, centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
		return centrifuge.ConnectReply{
			Credentials:   &centrifuge.Credentials{UserID: "somebody"},
			Subscriptions: map[string]centrifuge.SubscribeOptions{"room": {}},
		}, nil
	})
	if err := node.Run(); err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/connection/websocket", centrifuge.NewWebsocketHandler(node, centrifuge.WebsocketConfig{}))
	mux.HandleFunc("/say", func(w http.ResponseWriter, r *http.Request) {
		text, err := io.ReadAll(r.Body)
		if err == nil {
			_, err = node.Publish("room", text)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	return http.Serve(listener, mux)
}

// bareFanOut measures how long each text takes from a bare centrifuge, in a
// process of its own, to each of its clients.
func bareFanOut(b *testing.B, people int, texts [][]byte) []time.Duration {
	b.Helper()
	server := exec.CommandContext(b.Context(), os.Args[0])
	server.Env = append(os.Environ(), bareVariable+"=1")
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := server.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	address = strings.TrimSpace(address)

	heard := make(chan time.Time, people)
	var connected sync.WaitGroup
	var clients []*client.Client
	defer func() {
		for _, c := range clients {
			c.Close()
		}
	}()
	for range people {
		c := client.NewProtobufClient("ws://"+address+"/connection/websocket", client.Config{
			Proxy: func(*http.Request) (*url.URL, error) { return nil, nil },
		})
		clients = append(clients, c)
		connected.Add(1)
		c.OnConnected(func(client.ConnectedEvent) { connected.Done() })
		c.OnPublication(func(client.ServerPublicationEvent) {
			heard <- time.Now()
		})
		if err := c.Connect(); err != nil {
			b.Fatal(err)
		}
	}
	connected.Wait()
	var waits []time.Duration
	for _, text := range texts {
		settle()
		began := time.Now()
		response, err := http.Post("http://"+address+"/say", "application/json", strings.NewReader(string(text)))
		if err != nil {
			b.Fatal(err)
		}
		response.Body.Close()
		for range people {
			waits = append(waits, (<-heard).Sub(began))
		}
	}
	return waits
}
