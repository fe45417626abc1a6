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

    /// <summary>Whether JSON is among what the range allows.</summary>
    public bool AllowsJson => Type is "application/json" or "*/*" or "application/*";

    /// <summary>Whether the range is for YAML.</summary>
    public bool IsYaml => Type is "application/yaml" or "application/x-yaml";

    /// <summary>The alternatives of a header, in the client's order. Weights are not regarded, as kube-apiserver does not.</summary>
    public static IEnumerable<MediaRange> ParseAll(string header)
    {
        foreach (var part in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return Parse(part);
        }
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
                _ => range,
            };
        }

        return range;
    }
}
