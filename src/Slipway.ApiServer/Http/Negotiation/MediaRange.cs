using System.Globalization;

namespace Slipway.ApiServer.Http.Negotiation;

/// <summary>One alternative of an <c>Accept</c> header, or the value of a <c>Content-Type</c>.</summary>
/// <param name="Type">Type and subtype in lower case, such as <c>application/json</c>.</param>
internal readonly record struct MediaRange(string Type)
{
    /// <summary>The parameter <c>as</c>: the form wanted, such as <c>Table</c>.</summary>
    public string As { get; init; } = "";

    /// <summary>The parameter <c>g</c>: the group of the form.</summary>
    public string Group { get; init; } = "";

    /// <summary>The parameter <c>v</c>: the version of the form.</summary>
    public string Version { get; init; } = "";

    /// <summary>The parameter <c>stream</c>: empty or <c>watch</c>.</summary>
    public string Stream { get; init; } = "";

    /// <summary>The parameter <c>pretty</c>: indented for people.</summary>
    public bool IsPretty { get; init; }

    /// <summary>The parameter <c>q</c>: how much the client wants it.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Whether another form than the object itself is asked for.</summary>
    public bool HasForm => As.Length > 0 || Group.Length > 0 || Version.Length > 0;

    /// <summary>Whether a media type is among what the range allows.</summary>
    public bool Allows(string mediaType) =>
        Type == mediaType || Type == "*/*"
        || (Type.EndsWith("/*", StringComparison.Ordinal) && mediaType.StartsWith(Type.AsSpan(..^1), StringComparison.Ordinal));

    /// <summary>
    /// The alternatives of a header, the most wanted first: by weight, then those that name a type, then as the client wrote them.
    /// </summary>
    public static IEnumerable<MediaRange> ParseAll(string header)
    {
        if (!header.Contains(',', StringComparison.Ordinal))
        {
            return [Parse(header)];
        }

        return header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Parse)
            .OrderByDescending(r => r.Weight)
            .ThenBy(r => r.Type is "*/*" ? 2 : r.Type.EndsWith("/*", StringComparison.Ordinal) ? 1 : 0);
    }

    /// <summary>One alternative with its parameters.</summary>
    public static MediaRange Parse(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var range = new MediaRange(parts[0].ToLowerInvariant());
        foreach (var parameter in parts.AsSpan(1))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                continue;
            }

            var value = parameter[(equals + 1)..].Trim('"');
            range = parameter.AsSpan(0, equals) switch
            {
                "as" => range with { As = value },
                "g" => range with { Group = value },
                "v" => range with { Version = value },
                "stream" => range with { Stream = value },
                "pretty" => range with { IsPretty = value == "1" },
                "q" => range with
                {
                    Weight = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : 1,
                },
                _ => range,
            };
        }

        return range;
    }
}
