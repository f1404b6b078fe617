// Package lan finds the addresses under which this computer is reached on the
// room's network.
package lan

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	estrade "estrade/app"
)

// Address is one IPv4 address of this computer.
type Address = estrade.Address

// Addresses returns every IPv4 address of this computer but loopback: Wi-Fi
// first, then Ethernet, others, and last those phones of the room cannot reach.
// It is empty without a network.
func Addresses() ([]Address, error) {
	interfaces, err := system()
	if err != nil {
		return nil, fmt.Errorf("list network interfaces: %w", err)
	}
	return sorted(interfaces), nil
}

// Best returns the address to propose, false when none leads to a room.
// addresses are sorted as Addresses does.
func Best(addresses []Address) (Address, bool) {
	for _, a := range addresses {
		if a.Kind != estrade.AddressVirtual {
			return a, true
		}
	}
	return Address{}, false
}

// networkInterface is what is known of a network interface.
type networkInterface struct {
	name         string
	up, loopback bool
	pointToPoint bool
	wireless     bool // the system says so
	addresses    []netip.Addr
}

// system lists the computer's interfaces.
func system() ([]networkInterface, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	var list []networkInterface
	for _, i := range interfaces {
		n := networkInterface{
			name:         i.Name,
			up:           i.Flags&net.FlagUp != 0,
			loopback:     i.Flags&net.FlagLoopback != 0,
			pointToPoint: i.Flags&net.FlagPointToPoint != 0,
			wireless:     isWireless(i.Name),
		}
		// An interface that goes away while we look has no addresses.
		addresses, err := i.Addrs()
		if err != nil {
			continue
		}
		for _, a := range addresses {
			if prefix, err := netip.ParsePrefix(a.String()); err == nil {
				n.addresses = append(n.addresses, prefix.Addr())
			}
		}
		list = append(list, n)
	}
	return list, nil
}

// isWireless asks Linux, whose interfaces may bear any name.
func isWireless(name string) bool {
	if runtime.GOOS != "linux" {
		return false
	}
	_, err := os.Stat(filepath.Join("/sys/class/net", name, "wireless"))
	return err == nil
}

// sorted returns the addresses of interfaces in order of use.
func sorted(interfaces []networkInterface) []Address {
	list := make([]Address, 0, len(interfaces))
	for _, i := range interfaces {
		if !i.up || i.loopback {
			continue
		}
		for _, a := range i.addresses {
			a = a.Unmap()
			if !a.Is4() || a.IsLoopback() || a.IsUnspecified() {
				continue
			}
			k := kindOf(i)
			if a.IsLinkLocalUnicast() {
				// The interface got no address from any network.
				k = estrade.AddressVirtual
			}
			list = append(list, Address{Host: a.String(), Interface: i.name, Kind: k})
		}
	}
	slices.SortStableFunc(list, func(a, b Address) int { return rank(a.Kind) - rank(b.Kind) })
	return list
}

func rank(k estrade.AddressKind) int {
	return slices.Index([]estrade.AddressKind{
		estrade.AddressWifi, estrade.AddressEthernet, estrade.AddressOther, estrade.AddressVirtual,
	}, k)
}

// Names as Linux, macOS and Windows give them. On Windows they are the
// connection's title and may be anything, in the system's language.
var (
	virtualPrefixes = []string{
		"docker", "br-", "veth", "virbr", "vmnet", "vbox", "vnet", "lxc", "lxd", "cni", "flannel", "podman", "cali",
		"tun", "tap", "wg", "ppp", "utun", "ipsec", "zt", "tailscale", "nordlynx", "awdl", "llw", "anpi", "gif", "stf", "dummy",
	}
	virtualWords = []string{
		"vethernet", "virtualbox", "vmware", "hyper-v", "wsl", "vpn", "wireguard", "tailscale", "zerotier", "openvpn",
		"tap-windows", "host-only", "loopback", "bluetooth", "npcap",
	}
	wifiPrefixes     = []string{"wl", "wifi", "wi-fi", "ath"}
	wifiWords        = []string{"wi-fi", "wifi", "wlan", "wireless", "sans fil"}
	ethernetPrefixes = []string{"en", "eth", "lan"}
	// hotspotWords: Windows' mobile hotspot is "Local Area Connection* 10",
	// in French "Connexion au réseau local* 10"; macOS' sharing is bridge100.
	hotspotWords = []string{"local area connection*", "connexion au réseau local*"}
)

// kindOf tells what an interface is by what the system says, else by its name.
func kindOf(i networkInterface) estrade.AddressKind {
	name := strings.ToLower(i.name)
	switch {
	case i.wireless || hasWord(name, hotspotWords):
		return estrade.AddressWifi
	case i.pointToPoint || hasPrefix(name, virtualPrefixes) || hasWord(name, virtualWords):
		return estrade.AddressVirtual
	case runtime.GOOS == "darwin" && name == "en0":
		// The built-in one, Wi-Fi on every laptop.
		return estrade.AddressWifi
	case hasPrefix(name, wifiPrefixes) || hasWord(name, wifiWords):
		return estrade.AddressWifi
	case hasPrefix(name, ethernetPrefixes) || strings.Contains(name, "ethernet"):
		return estrade.AddressEthernet
	default:
		return estrade.AddressOther
	}
}

func hasPrefix(name string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

func hasWord(name string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
}
