package estrade

// AddressKind is what an address of this computer is reached through.
type AddressKind string

// The kinds of addresses, those a room can use first.
const (
	AddressWifi     AddressKind = "wifi"
	AddressEthernet AddressKind = "ethernet"
	AddressOther    AddressKind = "other"
	AddressVirtual  AddressKind = "virtual" // VPN, containers, virtual machines, an address given for want of a network
)

// Address is one IPv4 address of this computer.
type Address struct {
	Host      string      `json:"host"`      // 192.168.1.20
	Interface string      `json:"interface"` // the system's name
	Kind      AddressKind `json:"kind"`
}

// RoomStatus tells whether and where the room is served.
type RoomStatus struct {
	Open    bool   `json:"open"`
	Host    string `json:"host"`    // "" when only this computer reaches it
	Port    int    `json:"port"`    // 0 while closed
	Moved   bool   `json:"moved"`   // the usual port was taken
	Reached int    `json:"reached"` // other devices that have reached it since it opened
	Problem *Error `json:"problem,omitempty"`
	// Certificate is missing where the room is served by plain HTTP and none is kept.
	Certificate *RoomCertificate `json:"certificate,omitempty"`
}

// RoomCertificate is the organisation's certificate that the room is served
// under by HTTPS.
type RoomCertificate struct {
	Names   []string `json:"names"`             // hosts it is for
	Expires int64    `json:"expires"`           // UTC milliseconds
	Host    string   `json:"host"`              // the one the room is shown under
	Fixed   bool     `json:"fixed"`             // named on the command line
	Problem *Error   `json:"problem,omitempty"` // why it is kept and not used
	Warning *Error   `json:"warning,omitempty"` // why browsers may refuse it
}
