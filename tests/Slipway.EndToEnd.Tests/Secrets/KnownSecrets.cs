using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.EndToEnd.Tests.Watching;

namespace Slipway.EndToEnd.Tests.Secrets;

/// <summary>
/// Pieces of text by which a secret is recognized wherever it turns up: lines of private keys, secret halves of tokens, passwords. All that
/// was ever in a Secret of a plane is gathered; what a Secret holds besides, such as certificates, is none.
/// </summary>
internal sealed partial class KnownSecrets
{
    private const int MinLine = 32;
    private readonly Dictionary<string, string> _pieces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    /// <summary>Begins with what is a private key, whoever's it is.</summary>
    public KnownSecrets() => Add("any private key", "PRIVATE KEY-----");

    /// <summary>How many pieces there are.</summary>
    public int Count => _pieces.Count;

    /// <summary>Adds a secret that a person chose.</summary>
    public void Add(string name, string secret)
    {
        _pieces.TryAdd(secret, name);

        // In a text that is base64 as a whole it begins at any of three places.
        for (var offset = 0; offset < 3; offset++)
        {
            var encoded = Convert.ToBase64String([.. new byte[offset], .. Encoding.UTF8.GetBytes(secret)]);
            _pieces.TryAdd(encoded[(offset == 0 ? 0 : 4)..^4], $"{name}, as base64");
        }
    }

    /// <summary>Gathers what is secret in a Secret.</summary>
    public void Read(JsonObject secret)
    {
        if (secret["data"] is not JsonObject data || !_read.Add($"{secret.Text("metadata.uid")}/{secret.Text("metadata.resourceVersion")}"))
        {
            return;
        }

        foreach (var (key, value) in data)
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String((string)value!));
            var name = $"{secret.Name()}[{key}]";
            if (key == "token-secret")
            {
                Add(name, text);
            }

            ReadText(name, text);
        }
    }

    /// <summary>What of them is in a text, by name; none when nothing is.</summary>
    public IEnumerable<string> In(string text) => _pieces.Where(p => text.Contains(p.Key, StringComparison.Ordinal)).Select(p => p.Value);

    private void ReadText(string name, string text)
    {
        foreach (Match block in PrivateKey().Matches(text))
        {
            foreach (var line in block.Groups[1].Value.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Length >= MinLine))
            {
                _pieces.TryAdd(line, $"{name}: private key");
            }
        }

        foreach (Match token in Token().Matches(text))
        {
            Add($"{name}: token", token.Groups[1].Value);
        }

        foreach (Match embedded in ClientKey().Matches(text))
        {
            _pieces.TryAdd(embedded.Groups[1].Value, $"{name}: client key");
            ReadText(name, Encoding.UTF8.GetString(Convert.FromBase64String(embedded.Groups[1].Value)));
        }

        if (JsonWebToken().Match(text) is { Success: true } signed)
        {
            _pieces.TryAdd(signed.Groups[1].Value, $"{name}: signature of a token");
        }
    }

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<![a-z0-9.])[a-z0-9]{6}\.([a-z0-9]{16})(?![a-z0-9.])")]
    private static partial Regex Token();

    [GeneratedRegex("client-key-data: *([A-Za-z0-9+/=]+)")]
    private static partial Regex ClientKey();

    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+\.([\w-]{20,})")]
    private static partial Regex JsonWebToken();
}
