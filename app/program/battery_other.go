//go:build !linux

package program

import estrade "estrade/app"

// battery is not read here: the page asks its browser, or the trainer looks.
func battery() *estrade.Battery { return nil }
