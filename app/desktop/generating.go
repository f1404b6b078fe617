//go:build bindings

package desktop

// generating: Wails runs the program to list what is bound, up to wails.Run. It
// may open no file and no port.
const generating = true
