//go:build startblank

// A Wails window with next to nothing in it: what the start of Estrade's console
// is compared with (build/scripts/start-bench.sh).
package main

import (
	"log"
	"net/http"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
)

const page = `<!doctype html><title>Blank</title><body style="margin:0;background:#fff"><p style="width:200px;height:200px;background:#000">`

func main() {
	err := wails.Run(&options.App{
		Title: "Blank", Width: 1280, Height: 800,
		BackgroundColour: options.NewRGB(0xff, 0xff, 0xff),
		AssetServer: &assetserver.Options{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if _, err := w.Write([]byte(page)); err != nil {
				log.Print(err)
			}
		})},
		Linux: &linux.Options{WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
	if err != nil {
		log.Fatal(err)
	}
}
