package console

import (
	"context"

	estrade "estrade/app"
)

// SetCertificate has the room served by HTTPS under the organisation's
// certificate: PEM, or the full path of a file that holds it, and the same for
// its private key, which is never told again. CodeInvalid: it cannot be read,
// has expired, names no host, or the key is another's.
func (s *Service) SetCertificate(ctx context.Context, certificate, key string) (estrade.RoomStatus, error) {
	return s.o.Room.SetCertificate(ctx, certificate, key)
}

// RemoveCertificate forgets the certificate and its key: the room is served by
// plain HTTP.
func (s *Service) RemoveCertificate(ctx context.Context) (estrade.RoomStatus, error) {
	return s.o.Room.RemoveCertificate(ctx)
}
