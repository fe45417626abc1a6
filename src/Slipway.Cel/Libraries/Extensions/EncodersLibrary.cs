using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Libraries.Extensions;

/// <summary>Base64.</summary>
internal static class EncodersLibrary
{
    public static CelLibrary Instance { get; } = new("cel.lib.ext.encoders")
    {
        Overloads =
        [
            CelOverload.Global("base64.decode", "base64_decode_string", [CelType.String], CelType.Bytes, static a => Decode(a.Text(0))),
            CelOverload.Global(
                "base64.encode",
                "base64_encode_bytes",
                [CelType.Bytes],
                CelType.String,
                static a => new CelString(Convert.ToBase64String(a.Bytes(0).Span))),
        ],
    };

    // Padding may be left out.
    private static CelValue Decode(string text)
    {
        var padded = text.Length % 4 == 0 ? text : text.PadRight(text.Length + 4 - (text.Length % 4), '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length)
            ? new CelBytes(bytes.AsMemory(0, length))
            : new CelError("illegal base64 data");
    }
}
