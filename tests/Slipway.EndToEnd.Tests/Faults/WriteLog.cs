using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>Nothing goes wrong, and every write is kept as it is sent, but for keys and what is signed with them.</summary>
internal sealed partial class WriteLog : Injection
{
    private static readonly JsonSerializerOptions AsIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _lines = [];

    /// <summary>The writes, one line each, events among them.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public override Task<T> WriteAsync<T>(WriteRequest request, Func<Task<T>> commit)
    {
        _lines.Add(Key().Replace($"{request} {request.Body?.ToJsonString(AsIs)}", "(key)"));
        return base.WriteAsync(request, commit);
    }

    // Whatever holds a key or a certificate is long base64 in a Secret; elsewhere it is PEM, or a hash of it.
    [GeneratedRegex(
        @"[A-Za-z0-9+/]{200,}=*|-----BEGIN .*?-----END [A-Z ]*-----|sha256:[0-9a-f]{64}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Key();
}
