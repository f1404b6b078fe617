// Command icon draws the program's icon, the half-disc lamp on the stage's
// edge, for packages and, smaller, for windows: a large one is unpacked and sent
// to the display at each start. It writes both into the folder named by its
// argument. Run it from the project's folder only to change the mark; its output
// is committed:
//
//	go run ./build/icon build
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"

	"golang.org/x/image/vector"
)

// Sides in pixels.
const (
	packaged = 1024 // appicon.png
	windowed = 128  // windowicon.png
)

// Everything is in units of a drawing this wide; straight edges lie on whole
// pixels in both sizes.
const (
	size   = 1024
	margin = 40
	edge   = 592 // top of the stage's edge, on which the lamp stands
)

var (
	light = color.RGBA{0xfd, 0xd2, 0x26, 0xff}
	ink   = color.RGBA{0x0e, 0x20, 0x1b, 0xff}
	paper = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: icon FOLDER")
		os.Exit(2)
	}
	for name, side := range map[string]int{"appicon.png": packaged, "windowicon.png": windowed} {
		if err := write(filepath.Join(os.Args[1], name), side); err != nil {
			fmt.Fprintln(os.Stderr, "icon:", err)
			os.Exit(1)
		}
	}
}

func write(name string, side int) error {
	var file bytes.Buffer
	if err := png.Encode(&file, mark(side)); err != nil {
		return err
	}
	return os.WriteFile(name, file.Bytes(), 0o644)
}

// mark returns the icon: paper with round corners, so that the ink line also
// shows on a dark task bar, the edge across it and the lamp standing on it.
func mark(side int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	fill(img, path(side, roundedSquare(margin, size-margin, 176)), paper)
	fill(img, path(side, halfDisc(size/2, edge, 304)), ink)
	fill(img, path(side, halfDisc(size/2, edge, 256)), light)
	fill(img, path(side, [][2]float64{{margin, edge}, {size - margin, edge}, {size - margin, edge + 176}, {margin, edge + 176}}), ink)
	return img
}

// path rasterises a polygon of the drawing for an icon of a side.
func path(side int, points [][2]float64) *vector.Rasterizer {
	r := vector.NewRasterizer(side, side)
	scale := float32(side) / size
	for i, p := range points {
		x, y := scale*float32(p[0]), scale*float32(p[1])
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
	return r
}

func fill(img draw.Image, r *vector.Rasterizer, c color.Color) {
	r.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}

// halfDisc returns the upper half of a disc of radius r around (x, y).
func halfDisc(x, y, r float64) [][2]float64 {
	return arc(nil, x, y, r, math.Pi, 2*math.Pi)
}

// roundedSquare returns a square from one corner at from to the other at to.
func roundedSquare(from, to, r float64) [][2]float64 {
	var p [][2]float64
	p = arc(p, to-r, to-r, r, 0, math.Pi/2)
	p = arc(p, from+r, to-r, r, math.Pi/2, math.Pi)
	p = arc(p, from+r, from+r, r, math.Pi, 3*math.Pi/2)
	return arc(p, to-r, from+r, r, 3*math.Pi/2, 2*math.Pi)
}

// arc appends the points of an arc, angles clockwise from the x axis.
func arc(p [][2]float64, x, y, r, from, to float64) [][2]float64 {
	const steps = 128
	for i := 0; i <= steps; i++ {
		a := from + (to-from)*float64(i)/steps
		p = append(p, [2]float64{x + r*math.Cos(a), y + r*math.Sin(a)})
	}
	return p
}
