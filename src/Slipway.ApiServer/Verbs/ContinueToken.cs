using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Verbs;

/// <summary>Where a list goes on: the revision of its first page and the last key that was sent.</summary>
/// <param name="Revision">The revision; -1 to go on at the newest state, whatever it is.</param>
/// <param name="Namespace">The last key's namespace.</param>
/// <param name="Name">The last key's name.</param>
internal sealed record ContinueToken(long Revision, string Namespace, string Name)
{
    private static readonly SearchValues<char> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public StoreKey KeyOf(string resource) => new(resource, Namespace, Name);

    public string Encode()
    {
        var json = new JsonObject
        {
            ["v"] = "meta.k8s.io/v1",
            ["rv"] = Revision,
            ["start"] = $"{Namespace}/{Name}\0",
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Reads a token.</summary>
    /// <exception cref="KubeApiException">400 when it is none of ours.</exception>
    public static ContinueToken Decode(string text)
    {
        var bytes = FromBase64(text);
        try
        {
            if (JsonTreeReader.Read(bytes) is JsonObject json && json.Text("v") == "meta.k8s.io/v1" && json.Integer("rv") is { } revision
                && json.Text("start").TrimEnd('\0').Split('/') is [var ns, var name])
            {
                return new ContinueToken(revision, ns, name);
            }
        }
        catch (JsonException)
        {
            throw Invalid($"invalid character '{Show(bytes)}' looking for beginning of value");
        }

        throw Invalid("it has no meta.k8s.io/v1 start and rv");
    }

    private static byte[] FromBase64(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/');
        try
        {
            return Convert.FromBase64String(padded.PadRight(padded.Length + ((4 - (padded.Length % 4)) % 4), '='));
        }
        catch (FormatException)
        {
            var at = text.AsSpan().IndexOfAnyExcept(Base64Url);
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"illegal base64 data at input byte {(at < 0 ? text.Length : at)}"));
        }
    }

    private static string Show(byte[] bytes) => bytes is [var first, ..] && first is >= 0x20 and < 0x7f
        ? ((char)first).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"\\u00{(bytes is [var b, ..] ? b : (byte)0):x2}");

    private static KubeApiException Invalid(string why) =>
        ApiErrors.BadRequest($"invalid continue token: continue key is not valid: {why}");
}
