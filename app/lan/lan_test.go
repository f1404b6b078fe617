package lan

import (
	"net/netip"
	"reflect"
	"runtime"
	"testing"

	estrade "estrade/app"
)

func ip(s string) []netip.Addr { return []netip.Addr{netip.MustParseAddr(s)} }

func TestSorted(t *testing.T) {
	got := sorted([]networkInterface{
		{name: "lo", up: true, loopback: true, addresses: ip("127.0.0.1")},
		{name: "docker0", up: true, addresses: ip("172.17.0.1")},
		{name: "enp3s0", up: true, addresses: []netip.Addr{netip.MustParseAddr("fe80::1"), netip.MustParseAddr("10.0.0.5")}},
		{name: "wlp2s0", up: true, addresses: ip("192.168.1.20")},
		{name: "eth1", up: false, addresses: ip("10.1.1.1")},
		{name: "mystery", up: true, wireless: true, addresses: ip("::ffff:192.168.2.3")},
		{name: "xyz", up: true, addresses: ip("192.168.9.9")},
		{name: "xyz1", up: true, pointToPoint: true, addresses: ip("10.8.0.2")},
		{name: "eth2", up: true, addresses: ip("169.254.3.4")},
		{name: "nothing", up: true},
	})
	want := []Address{
		{Host: "192.168.1.20", Interface: "wlp2s0", Kind: estrade.AddressWifi},
		{Host: "192.168.2.3", Interface: "mystery", Kind: estrade.AddressWifi},
		{Host: "10.0.0.5", Interface: "enp3s0", Kind: estrade.AddressEthernet},
		{Host: "192.168.9.9", Interface: "xyz", Kind: estrade.AddressOther},
		{Host: "172.17.0.1", Interface: "docker0", Kind: estrade.AddressVirtual},
		{Host: "10.8.0.2", Interface: "xyz1", Kind: estrade.AddressVirtual},
		{Host: "169.254.3.4", Interface: "eth2", Kind: estrade.AddressVirtual},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if none := sorted(nil); none == nil || len(none) != 0 {
		t.Errorf("got %v", none)
	}
}

func TestKindOf(t *testing.T) {
	for name, want := range map[string]estrade.AddressKind{
		// Linux
		"wlan0": estrade.AddressWifi, "wlx001122": estrade.AddressWifi, "eth0": estrade.AddressEthernet, "eno1": estrade.AddressEthernet,
		"enx0011": estrade.AddressEthernet, "usb0": estrade.AddressOther, "br-12ab": estrade.AddressVirtual, "virbr0": estrade.AddressVirtual,
		"tun0": estrade.AddressVirtual, "wg0": estrade.AddressVirtual, "vethab12": estrade.AddressVirtual, "tailscale0": estrade.AddressVirtual,
		"vboxnet0": estrade.AddressVirtual, "vmnet8": estrade.AddressVirtual, "zt5u4": estrade.AddressVirtual,
		// Windows
		"Wi-Fi": estrade.AddressWifi, "Wi-Fi 2": estrade.AddressWifi, "WLAN": estrade.AddressWifi, "Ethernet": estrade.AddressEthernet,
		"Connexion réseau sans fil": estrade.AddressWifi, "Local Area Connection* 10": estrade.AddressWifi,
		"Connexion au réseau local* 2": estrade.AddressWifi, "vEthernet (WSL)": estrade.AddressVirtual,
		"VirtualBox Host-Only Network": estrade.AddressVirtual, "VMware Network Adapter VMnet8": estrade.AddressVirtual,
		"OpenVPN Wintun": estrade.AddressVirtual, "Connexion réseau Bluetooth": estrade.AddressVirtual,
		// macOS
		"utun3": estrade.AddressVirtual, "awdl0": estrade.AddressVirtual, "en5": estrade.AddressEthernet, "bridge100": estrade.AddressOther,
	} {
		if got := kindOf(networkInterface{name: name, up: true}); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	want := estrade.AddressEthernet
	if runtime.GOOS == "darwin" {
		want = estrade.AddressWifi
	}
	if got := kindOf(networkInterface{name: "en0"}); got != want {
		t.Errorf("en0: got %s, want %s", got, want)
	}
}

func TestBest(t *testing.T) {
	virtual := Address{Host: "172.17.0.1", Kind: estrade.AddressVirtual}
	wired := Address{Host: "10.0.0.5", Kind: estrade.AddressEthernet}
	if got, ok := Best([]Address{wired, virtual}); !ok || got != wired {
		t.Errorf("got %v, %v", got, ok)
	}
	for _, none := range [][]Address{nil, {virtual}} {
		if got, ok := Best(none); ok || got != (Address{}) {
			t.Errorf("got %v, %v", got, ok)
		}
	}
}

func TestAddresses(t *testing.T) {
	list, err := Addresses()
	if err != nil {
		t.Fatal(err)
	}
	if list == nil {
		t.Error("the list is nil")
	}
	for _, a := range list {
		host, err := netip.ParseAddr(a.Host)
		if err != nil || !host.Is4() || host.IsLoopback() || a.Interface == "" || rank(a.Kind) < 0 {
			t.Errorf("got %+v", a)
		}
	}
}
