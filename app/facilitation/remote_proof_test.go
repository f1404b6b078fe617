package facilitation

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	estrade "estrade/app"
)

// remoteExample is an example that the phone's page is held to as well
// (frontend/src/remote/proof.test.ts).
type remoteExample struct {
	Secret  string                `json:"secret"` // base64url, as in the QR
	Request estrade.RemoteRequest `json:"request"`
	Text    string                `json:"text"`
	Reply   estrade.RemoteReply   `json:"reply"`
	Answer  estrade.RemoteAnswer  `json:"answer"`
}

func readExample(t *testing.T) remoteExample {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "remote.json"))
	if err != nil {
		t.Fatal(err)
	}
	var e remoteExample
	if err := json.Unmarshal(content, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func keysOf(t *testing.T, e remoteExample) remoteKeys {
	t.Helper()
	secret, err := base64.RawURLEncoding.DecodeString(e.Secret)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := remoteKeysOf(estrade.RemotePairing{ID: e.Request.Pairing, Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func TestRemoteProof(t *testing.T) {
	e := readExample(t)
	keys := keysOf(t, e)
	if text, ok := remoteText(e.Request); !ok || text != e.Text {
		t.Errorf("it signs %q instead of %q", text, e.Text)
	}
	if !keys.proves(e.Request) {
		t.Errorf("the example's proof is refused; it would be %s", base64.StdEncoding.EncodeToString(keys.sign(e.Text)))
	}
	plain, err := keys.room.Open(nil, nil, e.Reply.Box, append([]byte("estrade-remote-1 answer\n"), e.Request.Proof...))
	if err != nil {
		reply, sealErr := keys.seal(e.Answer, keys.sign(e.Text))
		t.Fatalf("the example's reply: %v; it could be %s (%v)", err, base64.StdEncoding.EncodeToString(reply.Box), sealErr)
	}
	var got estrade.RemoteAnswer
	if err := json.Unmarshal(plain, &got); err != nil || got.Gone != e.Answer.Gone {
		t.Errorf("%s: %v", plain, err)
	}
}
