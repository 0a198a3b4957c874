"""Image files that say they are larger than any decoder can bear: heads without pixels, and frames by the thousand."""

import io
import struct
import zlib

from PIL import Image


def _saved(name: str, size: tuple[int, int] = (16, 16)) -> bytearray:
    written = io.BytesIO()
    Image.new("P" if name == "GIF" else "RGB", size).save(written, name)
    return bytearray(written.getvalue())


def large(name: str, mode: str, width: int) -> bytes:
    """A square picture of one colour, with all of its pixels."""
    written = io.BytesIO()
    Image.new(mode, (width, width)).save(written, name)
    return written.getvalue()


def png_head(width: int, height: int) -> bytes:
    """PNG 11.2.1: width and height in the first chunk, which its checksum covers."""
    data = _saved("PNG")
    data[16:24] = struct.pack(">II", width, height)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    return bytes(data)


def jpeg_head(width: int, height: int) -> bytes:
    """ITU T.81 B.2.2: height and width in the frame's header; 65,535 at most."""
    data = _saved("JPEG")
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def gif_head(width: int, height: int) -> bytes:
    """GIF89a 18 and 20: a logical screen, and a picture that fills it; 65,535 at most."""
    data = _saved("GIF")
    data[6:10] = struct.pack("<HH", width, height)
    picture = data.index(b"\x2c", 13 + 3 * 2 ** (1 + (data[10] & 7)) if data[10] & 0x80 else 13)
    data[picture + 5 : picture + 9] = struct.pack("<HH", width, height)
    return bytes(data)


def webp_head(width: int, height: int) -> bytes:
    """RFC 9649 2.5: width and height of a lossy picture, of 14 bits each."""
    data = _saved("WEBP")
    frame = data.index(b"\x9d\x01\x2a")
    data[frame + 3 : frame + 7] = struct.pack("<HH", min(width, 16_383), min(height, 16_383))
    return bytes(data)


def avif_head(width: int, height: int) -> bytes:
    """ISO/IEC 23008-12 6.5.3: the size of a picture is a property of it."""
    data = _saved("AVIF")
    size = data.index(b"ispe") + 8
    data[size : size + 8] = struct.pack(">II", width, height)
    return bytes(data)


def gif(width: int, height: int, frames: int) -> bytes:
    """A picture that moves: after the first frame each is of one pixel (GIF89a 20 and 23)."""
    whole = _saved("GIF", (width, height))
    control = b"\x21\xf9\x04\x00\x05\x00\x00\x00"
    frame = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    return bytes(whole[:-1]) + (control + frame) * (frames - 1) + bytes(whole[-1:])
