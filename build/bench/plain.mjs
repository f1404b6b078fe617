// Prints how many milliseconds of a core PDFKit takes for one certificate: the
// page of plain.py, with the same arguments.
import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'

const [folder, logoPath, textsJSON, count] = process.argv.slice(2)
const texts = JSON.parse(textsJSON)
const logo = readFileSync(logoPath)
// Each document is a new file; what may be kept between two is kept.
const fonts = Object.fromEntries([...new Set(texts.map((t) => t[0]))].map((f) => [f, readFileSync(`${folder}/${f}.ttf`)]))

function page(name) {
  return new Promise((resolve) => {
    const doc = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 0 })
    const parts = []
    doc.on('data', (part) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.image(logo, 48, 30, { width: 112 })
    for (const [font, size, x, y, text] of texts) {
      doc.font(fonts[font]).fontSize(size).text(text.replace('%name', name), x, 595 - y - size, { lineBreak: false })
    }
    doc.rect(0, 260, 842, 5).fill()
    doc.end()
  })
}

await page('Awa Diallo')
const began = process.cpuUsage()
for (let i = 0; i < Number(count); i++) await page(`Awa Diallo ${i}`)
const used = process.cpuUsage(began)
console.log((used.user + used.system) / 1000 / Number(count))
