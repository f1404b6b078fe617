package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/centrifugal/centrifuge-go"
)

// Witness looks at the stage as the projector does and writes down everything
// it is sent.
type Witness struct {
	client *centrifuge.Client
}

// Watch opens the stage of the room that join (a QR code's address) leads to,
// and keeps what it is sent in t. It returns once the stage shows something.
func Watch(ctx context.Context, join, token string, t *Transcript) (*Witness, error) {
	at, err := url.Parse(join)
	if err != nil {
		return nil, fmt.Errorf("stage's address: %w", err)
	}
	data, err := json.Marshal(struct {
		Stage string `json:"stage"`
	}{token})
	if err != nil {
		return nil, fmt.Errorf("encode stage's token: %w", err)
	}
	w := &Witness{client: newClient("ws://"+at.Host+"/connection/websocket", data)}
	shown, refused := make(chan struct{}, 1), make(chan string, 1)
	w.client.OnConnected(func(e centrifuge.ConnectedEvent) {
		t.add("stage", e.Data)
		select {
		case shown <- struct{}{}:
		default:
		}
	})
	w.client.OnDisconnected(func(e centrifuge.DisconnectedEvent) {
		select {
		case refused <- e.Reason:
		default:
		}
	})
	w.client.OnPublication(func(e centrifuge.ServerPublicationEvent) {
		channel, _, _ := strings.Cut(e.Channel, ":")
		t.add(channel, e.Data)
	})
	// A first try that fails is repeated like any other.
	_ = w.client.Connect()
	select {
	case <-shown:
		return w, nil
	case why := <-refused:
		w.Close()
		return nil, errors.New("stage not shown: " + why)
	case <-ctx.Done():
		w.Close()
		return nil, ctx.Err()
	}
}

// Close stops watching.
func (w *Witness) Close() { w.client.Close() }
