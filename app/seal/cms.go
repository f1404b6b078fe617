package seal

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	_ "crypto/sha512" // SHA-384 and SHA-512, in the signatures of others
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// Object identifiers of CMS (RFC 5652), of the signing certificate (RFC 5035)
// and of algorithms (RFC 5754, RFC 5758).
var (
	oidData               = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData         = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidSHA256             = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384             = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512             = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}
	oidRSA                = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidRSAWithSHA256      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidRSAWithSHA384      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}
	oidRSAWithSHA512      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}
	oidRSAPSS             = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 10}
	oidECDSAWithSHA256    = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidECDSAWithSHA384    = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}
	oidECDSAWithSHA512    = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}
)

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue `asn1:"explicit,tag:0"`
}

type signedData struct {
	Version          int
	DigestAlgorithms []pkix.AlgorithmIdentifier `asn1:"set"`
	Content          signedContent
	Certificates     asn1.RawValue `asn1:"optional,tag:0"`
	CRLs             asn1.RawValue `asn1:"optional,tag:1"`
	SignerInfos      []signerInfo  `asn1:"set"`
}

// signedContent is absent from a detached signature.
type signedContent struct {
	Type    asn1.ObjectIdentifier
	Content asn1.RawValue `asn1:"explicit,optional,tag:0"`
}

type signerInfo struct {
	Version            int
	Signer             issuerAndSerial
	DigestAlgorithm    pkix.AlgorithmIdentifier
	SignedAttributes   asn1.RawValue `asn1:"optional,tag:0"`
	SignatureAlgorithm pkix.AlgorithmIdentifier
	Signature          []byte
	UnsignedAttributes asn1.RawValue `asn1:"optional,tag:1"`
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []asn1.RawValue `asn1:"set"`
}

// signingCertificate ties a signature to one certificate. The hash is SHA-256,
// which the format has for its default and leaves out.
type signingCertificate struct {
	Certificates []certificateID
}

type certificateID struct {
	Hash []byte
}

// setOf is the tag of a SET.
const setOf = 0x31

// cmsRoom is what a signature takes at most besides its certificates, the name
// of the issuer and the signature itself.
const cmsRoom = 264

// roomFor returns how many bytes the signature of a key takes at most.
func (k documentKey) roomFor() int {
	size := cmsRoom + len(k.certificate().RawIssuer)
	switch key := k.private.(type) {
	case *rsa.PrivateKey:
		size += key.Size()
	case *ecdsa.PrivateKey:
		size += 2*(key.Params().BitSize/8+2) + 8 // two numbers with their heads
	}
	for _, c := range k.chain {
		size += len(c.Raw)
	}
	return size
}

// signCMS returns a detached CAdES signature (B-B, without the signing time,
// which a PDF says elsewhere) of what has the SHA-256 digest. The same digest
// and key give the same bytes.
func (k documentKey) signCMS(digest []byte) ([]byte, error) {
	attributes, err := k.attributes(digest)
	if err != nil {
		return nil, err
	}
	toSign := sha256.Sum256(attributes)
	// Without randomness: RFC 6979 for ECDSA, and PKCS #1 v1.5 has none.
	signature, err := k.private.Sign(nil, toSign[:], crypto.SHA256)
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	certificate := k.certificate()
	var certificates []byte
	for _, c := range k.chain {
		certificates = append(certificates, c.Raw...)
	}
	sha := pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
	algorithm := pkix.AlgorithmIdentifier{Algorithm: oidECDSAWithSHA256}
	if _, ok := k.private.(*rsa.PrivateKey); ok {
		algorithm = pkix.AlgorithmIdentifier{Algorithm: oidRSAWithSHA256, Parameters: asn1.NullRawValue}
	}
	var inside asn1.RawValue
	if _, err := asn1.Unmarshal(attributes, &inside); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	data, err := asn1.Marshal(signedData{
		Version:          1,
		DigestAlgorithms: []pkix.AlgorithmIdentifier{sha},
		Content:          signedContent{Type: oidData},
		Certificates:     implicit(0, certificates),
		SignerInfos: []signerInfo{{
			Version:            1,
			Signer:             issuerAndSerial{asn1.RawValue{FullBytes: certificate.RawIssuer}, certificate.SerialNumber},
			DigestAlgorithm:    sha,
			SignedAttributes:   implicit(0, inside.Bytes),
			SignatureAlgorithm: algorithm,
			Signature:          signature,
		}},
	})
	if err != nil {
		return nil, fmt.Errorf("encode a signature: %w", err)
	}
	return asn1.Marshal(contentInfo{Type: oidSignedData, Content: asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: data}})
}

func implicit(tag int, content []byte) asn1.RawValue {
	return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: tag, IsCompound: true, Bytes: content}
}

// attributes returns the DER of the signed attributes, as a SET OF in order.
func (k documentKey) attributes(digest []byte) ([]byte, error) {
	hash := sha256.Sum256(k.certificate().Raw)
	var encoded [][]byte
	for _, a := range []struct {
		of    asn1.ObjectIdentifier
		value any
	}{
		{oidContentType, oidData},
		{oidMessageDigest, digest},
		{oidSigningCertificate, signingCertificate{[]certificateID{{hash[:]}}}},
	} {
		value, err := asn1.Marshal(a.value)
		if err != nil {
			return nil, fmt.Errorf("encode a signature's attributes: %w", err)
		}
		one, err := asn1.Marshal(attribute{a.of, []asn1.RawValue{{FullBytes: value}}})
		if err != nil {
			return nil, fmt.Errorf("encode a signature's attributes: %w", err)
		}
		encoded = append(encoded, one)
	}
	slices.SortFunc(encoded, bytes.Compare)
	return asn1.Marshal(asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: bytes.Join(encoded, nil)})
}

// errSignature says that a signature cannot be read, errWrong that it is not
// that of what it should be of.
var (
	errSignature = errors.New("unreadable signature")
	errWrong     = errors.New("wrong signature")
)

// checkCMS checks a detached signature of content and returns the certificate
// of its signer, also with errWrong. What follows the signature must be zeros.
func checkCMS(encoded []byte, content ...[]byte) (*x509.Certificate, error) {
	data, err := parseCMS(encoded)
	if err != nil {
		return nil, err
	}
	info := data.SignerInfos[0]
	certificates, err := x509.ParseCertificates(data.Certificates.Bytes)
	if err != nil {
		return nil, errors.Join(errSignature, err)
	}
	i := slices.IndexFunc(certificates, func(c *x509.Certificate) bool {
		return bytes.Equal(c.RawIssuer, info.Signer.Issuer.FullBytes) && c.SerialNumber.Cmp(info.Signer.Serial) == 0
	})
	if i < 0 {
		return nil, errSignature
	}
	certificate := certificates[i]
	hash, ok := hashOf(info.DigestAlgorithm.Algorithm)
	if !ok || !slices.ContainsFunc(data.DigestAlgorithms, func(a pkix.AlgorithmIdentifier) bool { return a.Algorithm.Equal(info.DigestAlgorithm.Algorithm) }) {
		return certificate, errSignature
	}
	signed := content
	if len(info.SignedAttributes.FullBytes) > 0 {
		attributes := slices.Clone(info.SignedAttributes.FullBytes)
		attributes[0] = setOf // it is signed as a SET OF
		if err := checkAttributes(attributes, digestOf(hash, content), certificate); err != nil {
			return certificate, err
		}
		signed = [][]byte{attributes}
	}
	return certificate, checkSignature(certificate, info, hash, signed)
}

func parseCMS(encoded []byte) (signedData, error) {
	var outer contentInfo
	rest, err := asn1.Unmarshal(encoded, &outer)
	if err != nil || !outer.Type.Equal(oidSignedData) || len(bytes.Trim(rest, "\x00")) > 0 {
		return signedData{}, errors.Join(errSignature, err)
	}
	// The decoder lets more than it knows stand at the end of a sequence.
	if same, err := asn1.Marshal(outer); err != nil || !bytes.HasPrefix(encoded, same) || len(same) != len(encoded)-len(rest) {
		return signedData{}, errSignature
	}
	var data signedData
	rest, err = asn1.Unmarshal(outer.Content.Bytes, &data)
	switch {
	case err != nil || len(rest) > 0 || len(data.SignerInfos) != 1:
		return signedData{}, errors.Join(errSignature, err)
	case data.Version != 1 && data.Version != 3, data.SignerInfos[0].Version != 1:
		return signedData{}, errSignature
	case len(data.Content.Content.FullBytes) > 0 || !data.Content.Type.Equal(oidData):
		return signedData{}, errSignature
	}
	return data, nil
}

// checkAttributes checks that the attributes are about this digest and this
// certificate.
func checkAttributes(encoded, digest []byte, certificate *x509.Certificate) error {
	var all []attribute
	if rest, err := asn1.UnmarshalWithParams(encoded, &all, "set"); err != nil || len(rest) > 0 {
		return errors.Join(errSignature, err)
	}
	value := func(of asn1.ObjectIdentifier, to any) bool {
		i := slices.IndexFunc(all, func(a attribute) bool { return a.Type.Equal(of) })
		if i < 0 || len(all[i].Values) != 1 {
			return false
		}
		rest, err := asn1.Unmarshal(all[i].Values[0].FullBytes, to)
		return err == nil && len(rest) == 0
	}
	var contentType asn1.ObjectIdentifier
	var messageDigest []byte
	if !value(oidContentType, &contentType) || !contentType.Equal(oidData) || !value(oidMessageDigest, &messageDigest) {
		return errSignature
	}
	if !bytes.Equal(messageDigest, digest) {
		return errWrong
	}
	var of signingCertificate
	if value(oidSigningCertificate, &of) {
		hash := sha256.Sum256(certificate.Raw)
		if len(of.Certificates) == 0 || !bytes.Equal(of.Certificates[0].Hash, hash[:]) {
			return errWrong
		}
	}
	return nil
}

func hashOf(oid asn1.ObjectIdentifier) (crypto.Hash, bool) {
	switch {
	case oid.Equal(oidSHA256):
		return crypto.SHA256, true
	case oid.Equal(oidSHA384):
		return crypto.SHA384, true
	case oid.Equal(oidSHA512):
		return crypto.SHA512, true
	}
	return 0, false
}

func digestOf(hash crypto.Hash, content [][]byte) []byte {
	h := hash.New()
	for _, part := range content {
		h.Write(part)
	}
	return h.Sum(nil)
}

// checkSignature checks the signature itself.
func checkSignature(certificate *x509.Certificate, info signerInfo, hash crypto.Hash, signed [][]byte) error {
	algorithm := info.SignatureAlgorithm.Algorithm
	is := func(oids ...asn1.ObjectIdentifier) bool { return slices.ContainsFunc(oids, algorithm.Equal) }
	switch {
	case is(oidRSAWithSHA256, oidECDSAWithSHA256):
		hash = crypto.SHA256
	case is(oidRSAWithSHA384, oidECDSAWithSHA384):
		hash = crypto.SHA384
	case is(oidRSAWithSHA512, oidECDSAWithSHA512):
		hash = crypto.SHA512
	}
	digest := digestOf(hash, signed)
	good := false
	switch key := certificate.PublicKey.(type) {
	case *rsa.PublicKey:
		switch {
		case is(oidRSA, oidRSAWithSHA256, oidRSAWithSHA384, oidRSAWithSHA512):
			good = rsa.VerifyPKCS1v15(key, hash, digest, info.Signature) == nil
		case is(oidRSAPSS): // with the hash of the digest, as everybody makes it
			good = rsa.VerifyPSS(key, hash, digest, info.Signature, nil) == nil
		default:
			return errSignature
		}
	case *ecdsa.PublicKey:
		if !is(oidECDSAWithSHA256, oidECDSAWithSHA384, oidECDSAWithSHA512) {
			return errSignature
		}
		good = ecdsa.VerifyASN1(key, digest, info.Signature)
	default:
		return errSignature
	}
	if !good {
		return errWrong
	}
	return nil
}
