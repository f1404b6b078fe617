// Estrade runs facilitated e-leadership workshops in a room without internet.
package main

import (
	"embed"
	"io/fs"
	"os"

	"estrade/app/command"
)

//go:embed all:frontend/dist
var dist embed.FS

//go:embed build/windowicon.png
var icon []byte

func main() {
	assets, err := fs.Sub(dist, "frontend/dist")
	if err != nil {
		panic(err) // the path is the one embedded above
	}
	os.Exit(command.Main(os.Args, command.Parts{Assets: assets, Icon: icon}))
}
