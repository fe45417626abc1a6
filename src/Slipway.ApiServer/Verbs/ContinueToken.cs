using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Verbs;

/// <summary>Where a list goes on: the revision of its first page and the key to start from.</summary>
/// <param name="Revision">The revision; -1 to go on at the newest state, whatever it is.</param>
/// <param name="Start">
/// The first key that may come next, without the resource, and without the namespace when the list is of one. The key after a sent one is
/// that with a zero behind it.
/// </param>
internal sealed record ContinueToken(long Revision, string Start)
{
    private const string Version = "meta.k8s.io/v1";

    private static readonly SearchValues<char> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>The token that goes on after an object.</summary>
    /// <param name="revision">The list's revision.</param>
    /// <param name="last">The object's key.</param>
    /// <param name="ns">The namespace that the list is of; empty when it is of all.</param>
    public static ContinueToken After(long revision, StoreKey last, string ns) =>
        new(revision, ns.Length > 0 || last.Namespace.Length == 0 ? $"{last.Name}\0" : $"{last.Namespace}/{last.Name}\0");

    /// <summary>The last key before the start.</summary>
    /// <param name="resource">The resource that is listed.</param>
    /// <param name="ns">The namespace that the list is of; empty when it is of all.</param>
    public StoreKey KeyOf(string resource, string ns)
    {
        var last = Start.EndsWith('\0') ? Start[..^1] : Start;
        var slash = last.IndexOf('/', StringComparison.Ordinal);
        return ns.Length > 0 || slash < 0 ? new(resource, ns, last) : new(resource, last[..slash], last[(slash + 1)..]);
    }

    public string Encode()
    {
        var json = new JsonObject { ["v"] = Version, ["rv"] = Revision, ["start"] = Start };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <summary>Reads a token.</summary>
    /// <exception cref="KubeApiException">400 when it is none of ours.</exception>
    public static ContinueToken Decode(string text)
    {
        var bytes = FromBase64(text);
        if (GoJson.Error(bytes) is { } error)
        {
            throw Invalid($": {error}");
        }

        var (version, revision, start) = Fields(bytes);
        if (version != Version)
        {
            throw Invalid($": server does not recognize this encoded version {version}");
        }

        if (revision == 0)
        {
            throw Invalid($": incorrect encoded start resourceVersion (version {Version})");
        }

        if (start.Length == 0)
        {
            throw Invalid($": encoded start key empty (version {Version})");
        }

        return IsClean(start.TrimStart('/')) && !start.StartsWith("//", StringComparison.Ordinal)
            ? new ContinueToken(revision, start.TrimStart('/'))
            : throw Invalid($": {start}");
    }

    private static (string Version, long Revision, string Start) Fields(byte[] json)
    {
        var value = Read(json);
        if (value is null)
        {
            return ("", 0, "");
        }

        if (value is not JsonObject token)
        {
            throw Invalid($": json: cannot unmarshal {KindOf(value)} into Go value of type storage.continueToken");
        }

        Check("v", "string", value => value is JsonValue text && text.GetValueKind() == JsonValueKind.String);
        Check("rv", "int64", value => value is JsonValue number && number.TryGetValue<long>(out _));
        Check("start", "string", value => value is JsonValue text && text.GetValueKind() == JsonValueKind.String);
        return (token.Text("v"), token.Integer("rv") ?? 0, token.Text("start"));

        void Check(string name, string type, Func<JsonNode?, bool> fits)
        {
            if (token[name] is { } field && !fits(field))
            {
                var shown = KindOf(field) == "number" && type != "string" ? $"number {field.ToJsonString()}" : KindOf(field);
                throw Invalid($": json: cannot unmarshal {shown} into Go struct field continueToken.{name} of type {type}");
            }
        }
    }

    private static JsonNode? Read(byte[] json)
    {
        try
        {
            return JsonTreeReader.Read(json);
        }
        catch (JsonException)
        {
            throw Invalid(": exceeded max depth");
        }
    }

    // A start that points out of the list's own keys is not taken: the rule of Go's path.Clean.
    private static bool IsClean(string start)
    {
        foreach (var part in start.AsSpan().Split('/'))
        {
            if (start.AsSpan(part) is "" or "." or "..")
            {
                return false;
            }
        }

        return true;
    }

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        _ => "bool",
    };

    private static byte[] FromBase64(string text)
    {
        var at = text.AsSpan().IndexOfAnyExcept(Base64Url);
        if (at < 0 && text.Length % 4 != 1)
        {
            var padded = text.Replace('-', '+').Replace('_', '/');
            return Convert.FromBase64String(padded.PadRight(padded.Length + ((4 - (padded.Length % 4)) % 4), '='));
        }

        throw Invalid(string.Create(CultureInfo.InvariantCulture, $": illegal base64 data at input byte {(at < 0 ? text.Length - 1 : at)}"));
    }

    private static KubeApiException Invalid(string why) =>
        ApiErrors.BadRequest($"invalid continue token: continue key is not valid{why}");
}
