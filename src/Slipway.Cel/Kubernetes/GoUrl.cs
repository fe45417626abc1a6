using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Slipway.Cel.Kubernetes;

/// <summary>A URL as Go's <c>net/url.ParseRequestURI</c> takes it apart: an absolute one, or an absolute path.</summary>
internal sealed record GoUrl(string Scheme, string Host, string EscapedPath, string RawQuery)
{
    private const string PathExtras = "-_.~$&+,/:;=@!'()*[]%";

    private static readonly SearchValues<char> NotInHost = SearchValues.Create(" <>\"\\^`{|}");

    private string Text { get; init; } = "";

    /// <summary>The host without its port, and without the brackets of an IPv6 address.</summary>
    public string Hostname => Host.StartsWith('[') && Host.Contains(']', StringComparison.Ordinal)
        ? Host[1..Host.IndexOf(']', StringComparison.Ordinal)]
        : PortColon is var colon && colon >= 0 ? Host[..colon] : Host;

    /// <summary>The port; empty when none is given.</summary>
    public string Port => PortColon is var colon && colon >= 0 ? Host[(colon + 1)..] : "";

    /// <summary>The query's values by key.</summary>
    public IReadOnlyDictionary<string, List<string>> Query
    {
        get
        {
            var values = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var pair in RawQuery.Split('&'))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                var (key, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
                if (pair.Length > 0 && !pair.Contains(';', StringComparison.Ordinal)
                    && Unescape(key, isQuery: true) is { } plainKey && Unescape(value, isQuery: true) is { } plainValue)
                {
                    if (!values.TryGetValue(plainKey, out var list))
                    {
                        values[plainKey] = list = [];
                    }

                    list.Add(plainValue);
                }
            }

            return values;
        }
    }

    private int PortColon
    {
        get
        {
            var colon = Host.LastIndexOf(':');
            return colon > Host.LastIndexOf(']') ? colon : -1;
        }
    }

    /// <summary>Takes a URL apart; false with Go's words when it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out GoUrl? url, [NotNullWhen(false)] out string? error)
    {
        url = null;
        error = Parse(text, out url) is { } why ? $"parse {Quote(text)}: {why}" : null;
        return error is null;
    }

    public override string ToString() => Text;

    private static string? Parse(string text, out GoUrl? url)
    {
        url = null;
        if (text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.Contains('\x7f', StringComparison.Ordinal))
        {
            return "net/url: invalid control character in URL";
        }

        if (text.Length == 0)
        {
            return "empty url";
        }

        if (text == "*")
        {
            url = new GoUrl("", "", "*", "") { Text = text };
            return null;
        }

        if (SchemeLength(text, out var schemeError) is var length && schemeError is not null)
        {
            return schemeError;
        }

        var scheme = text[..length].ToLowerInvariant();
        var rest = length > 0 ? text[(length + 1)..] : text;
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];

        // A fragment is none here for ParseRequestURI, which however has Parse read it again.
        var hash = query.IndexOf('#', StringComparison.Ordinal);
        query = hash < 0 ? query : query[..hash];
        if (!rest.StartsWith('/'))
        {
            if (scheme.Length == 0)
            {
                return "invalid URI for request";
            }

            url = new GoUrl(scheme, "", "", query) { Text = text };
            return null;
        }

        var host = "";
        if (rest.StartsWith("//", StringComparison.Ordinal) && (scheme.Length > 0 || !rest.StartsWith("///", StringComparison.Ordinal)))
        {
            var slash = rest.IndexOf('/', 2);
            var authority = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "" : rest[slash..];
            host = authority[(authority.LastIndexOf('@') + 1)..];
            if (HostError(host) is { } hostError)
            {
                return hostError;
            }
        }

        var fragment = rest.IndexOf('#', StringComparison.Ordinal);
        rest = fragment < 0 ? rest : rest[..fragment];
        if (Unescape(rest, isQuery: false) is null)
        {
            return $"invalid URL escape {Quote(BadEscape(rest))}";
        }

        url = new GoUrl(scheme, host, EscapePath(rest), query) { Text = text };
        return null;
    }

    private static int SchemeLength(string text, out string? error)
    {
        error = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetter(c))
            {
                continue;
            }

            if (char.IsAsciiDigit(c) || c is '+' or '-' or '.')
            {
                if (i == 0)
                {
                    return 0;
                }
            }
            else if (c == ':')
            {
                error = i == 0 ? "missing protocol scheme" : null;
                return i;
            }
            else
            {
                return 0;
            }
        }

        return 0;
    }

    private static string? HostError(string host)
    {
        var colon = host.LastIndexOf(':');
        if (host.StartsWith('['))
        {
            var end = host.LastIndexOf(']');
            if (end < 0)
            {
                return "missing ']' in host";
            }

            return PortIsValid(host[(end + 1)..]) ? null : $"invalid port {Quote(host[(end + 1)..])} after host";
        }

        if (colon >= 0 && !PortIsValid(host[colon..]))
        {
            return $"invalid port {Quote(host[colon..])} after host";
        }

        var bad = host.AsSpan().IndexOfAny(NotInHost);
        return bad < 0 ? null : $"invalid character {Quote(host[bad].ToString())} in host name";
    }

    private static bool PortIsValid(string port) =>
        port.Length == 0 || (port[0] == ':' && !port.AsSpan(1).ContainsAnyExceptInRange('0', '9'));

    private static string? Unescape(string text, bool isQuery)
    {
        if (!text.AsSpan().ContainsAny('%', '+'))
        {
            return text;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return null;
                }

                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else if (text[i] == '+' && isQuery)
            {
                bytes.Add((byte)' ');
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? text.Substring(i++, 2) : text[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string BadEscape(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return text.Substring(i, Math.Min(3, text.Length - i));
            }
        }

        return "";
    }

    private static string EscapePath(string path)
    {
        if (path.AsSpan().IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + PathExtras) < 0)
        {
            return path;
        }

        var escaped = new StringBuilder(path.Length + 8);
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            var c = (char)b;
            _ = char.IsAsciiLetterOrDigit(c) || PathExtras.Contains(c, StringComparison.Ordinal)
                ? escaped.Append(c)
                : escaped.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
