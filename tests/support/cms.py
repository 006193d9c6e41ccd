"""Signed and enveloped messages (RFC 5652) for the tests, without a signature: nobody checks one here."""
import base64

SIGNED, ENVELOPED, DATA, COMPRESSED = "2a864886f70d010702", "2a864886f70d010703", "2a864886f70d010701", "2a864886f70d0109100109"


def der(tag, *content):
    octets = b"".join(content)
    length = bytes([len(octets)]) if len(octets) < 128 else b"\x83" + len(octets).to_bytes(3, "big")
    return bytes([tag]) + length + octets


def identifier(text):
    return der(0x06, bytes.fromhex(text))


def signed(content, in_pieces=False):
    """content None: a signature alone. in_pieces: of undefined length, as programs write that do not know it yet."""
    if content is None:
        inside = der(0x30, identifier(DATA))
    elif in_pieces:
        pieces = b"".join(der(0x04, content[at:at + 700]) for at in range(0, len(content), 700))
        inside = b"\x30\x80" + identifier(DATA) + b"\xa0\x80\x24\x80" + pieces + bytes(6)
    else:
        inside = der(0x30, identifier(DATA), der(0xA0, der(0x04, content)))
    version, digests = der(0x02, b"\x01"), der(0x31, der(0x30, identifier("608648016503040201")))
    if in_pieces:
        return (b"\x30\x80" + identifier(SIGNED) + b"\xa0\x80\x30\x80" + version + digests + inside + der(0x31) + bytes(6))
    return der(0x30, identifier(SIGNED), der(0xA0, der(0x30, version, digests, inside, der(0x31))))


def enveloped():
    locked = der(0x30, identifier(DATA), der(0x30, identifier("608648016503040102"), der(0x04, bytes(16))), der(0x80, bytes(64)))
    return der(0x30, identifier(ENVELOPED), der(0xA0, der(0x30, der(0x02, b"\x00"), der(0x31), locked)))


def compressed():
    return der(0x30, identifier(COMPRESSED), der(0xA0, der(0x30, der(0x02, b"\x00"))))


def armoured(octets):
    return b"-----BEGIN PKCS7-----\r\n" + base64.encodebytes(octets).replace(b"\n", b"\r\n") + b"-----END PKCS7-----\r\n"
