using System.Buffers;
using System.Globalization;
using System.Text;

namespace Slipway.Kubeadm.Ignition;

/// <summary>Content as a <c>data:</c> URL (RFC 2397), in which Ignition wants it.</summary>
internal static class DataUrl
{
    // What may stand for itself in such a URL, and is no delimiter to a reader of URLs.
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~!*'():/,=@"u8);

    /// <summary>A text, in which words can still be read.</summary>
    public static string OfText(string text)
    {
        var url = new StringBuilder("data:,", text.Length * 3 / 2);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ = Plain.Contains(b) ? url.Append((char)b) : url.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return url.ToString();
    }

    /// <summary>What is base64 already. Ignition takes it in one piece only.</summary>
    public static string OfBase64(string base64) => "data:;base64," + string.Concat(base64.Where(c => !char.IsWhiteSpace(c)));
}
